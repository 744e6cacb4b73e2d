package io.darkroom.local.ops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.contracts.Json;
import io.darkroom.local.launch.Endpoints;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** ingest-service's HTTP API, as an operator calls it. */
class Api {
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI ingest;
    private final String key;

    Api(URI ingest, String key) {
        this.ingest = ingest;
        this.key = key;
    }

    /**
     * The Darkroom that the arguments name, or the one that runs here.
     *
     * @param key of {@code DARKROOM_API_KEY}: keys do not belong on command lines
     * @throws OpsFailure (usage) where there is neither
     */
    static Api of(Arguments arguments, @Nullable String key, Path root) throws IOException {
        var given = arguments.option("--ingest").map(URI::create);
        if (given.isPresent() && key != null) {
            return new Api(given.get(), key);
        }
        Path state = arguments.option("--state").map(Path::of).orElse(root.resolve(".darkroom"));
        Path file = state.resolve("endpoints.json");
        if (!Files.exists(file)) {
            throw OpsFailure.usage(
                    "no Darkroom runs here; start one with ./darkroom up, or name another with"
                            + " --ingest URL and the key in DARKROOM_API_KEY");
        }
        var local = Endpoints.read(file);
        return new Api(given.orElse(local.ingest()), key == null ? local.apiKey() : key);
    }

    JsonNode get(String path) {
        return send(request(path).GET());
    }

    JsonNode put(String path, JsonNode body) {
        return send(json(path).PUT(BodyPublishers.ofString(body.toString())));
    }

    JsonNode post(String path, JsonNode body) {
        return send(json(path).POST(BodyPublishers.ofString(body.toString())));
    }

    JsonNode delete(String path) {
        return send(request(path).DELETE());
    }

    private HttpRequest.Builder json(String path) {
        return request(path).header("Content-Type", "application/json");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(ingest.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + key);
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            return answer(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new OpsFailure(
                    OpsFailure.FAILED, "ingest-service cannot be reached at " + ingest + ": " + e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new OpsFailure(OpsFailure.FAILED, "interrupted");
        }
    }

    private static JsonNode answer(HttpResponse<String> response) {
        JsonNode body;
        try {
            body = Json.mapper().readTree(response.body());
        } catch (JsonProcessingException _) {
            throw new OpsFailure(
                    OpsFailure.FAILED,
                    "status " + response.statusCode() + " and no JSON: is this an ingest-service?");
        }
        if (response.statusCode() < 300) {
            return body;
        }
        throw new OpsFailure(
                OpsFailure.FAILED,
                "%s (%d): %s%s"
                        .formatted(
                                body.path("title").asText("refused"),
                                response.statusCode(),
                                body.path("detail").asText(),
                                fields(body.path("errors"))));
    }

    /** What is wrong where: for each field or parameter a line. */
    private static String fields(JsonNode errors) {
        var text = new StringBuilder();
        for (JsonNode error : errors) {
            String where = error.path("pointer").asText(error.path("parameter").asText(""));
            text.append("\n  ")
                    .append(where.isEmpty() ? "" : where + ": ")
                    .append(error.path("detail").asText());
        }
        return text.toString();
    }
}
