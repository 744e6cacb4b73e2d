package io.darkroom.benchmarks.harness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.Stage;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;

/** Uploads pictures as any backend does. Safe for many threads. */
public final class IngestClient implements AutoCloseable {
    private static final Duration AT_MOST = Duration.ofMinutes(2);
    private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(5);
    private static final int ACCEPTED = 202;

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECTED_WITHIN)
                    .build();
    private final String boundary = "darkroom-bench-" + UUID.randomUUID();
    private final URI assets;
    private final String apiKey;

    /**
     * @param ingest where ingest-service answers
     */
    public IngestClient(URI ingest, String apiKey) {
        this.assets = ingest.resolve("/v1/assets");
        this.apiKey = apiKey;
    }

    /**
     * Uploads. By the JDK's older client, which hands the bytes to the system as they are and so
     * takes the least of the machine that is measured.
     *
     * @param request the JSON of the request part
     * @throws UnavailableException where nobody answers
     * @throws IllegalStateException where the answer is not 202
     */
    public UUID upload(SamplePicture picture, String request) {
        byte[][] body = body(picture, request);
        try {
            var call = (HttpURLConnection) assets.toURL().openConnection();
            call.setRequestMethod("POST");
            call.setRequestProperty("Authorization", "Bearer " + apiKey);
            call.setRequestProperty("Content-Type", "multipart/form-data; boundary=" + boundary);
            call.setConnectTimeout((int) CONNECTED_WITHIN.toMillis());
            call.setReadTimeout((int) AT_MOST.toMillis());
            call.setDoOutput(true);
            call.setFixedLengthStreamingMode(Stream.of(body).mapToLong(part -> part.length).sum());
            try (var out = call.getOutputStream()) {
                for (byte[] part : body) {
                    out.write(part);
                }
            }
            return id(answer(call));
        } catch (ConnectException _) {
            throw new UnavailableException(
                    "Nobody answers at "
                            + assets
                            + ". Start Darkroom with ./darkroom up in another terminal.");
        } catch (IOException e) {
            throw new IllegalStateException("The upload to " + assets + " broke off", e);
        }
    }

    private String answer(HttpURLConnection call) throws IOException {
        int status = call.getResponseCode();
        try (var in = status < 400 ? call.getInputStream() : call.getErrorStream()) {
            String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (status != ACCEPTED) {
                throw new IllegalStateException(
                        "POST %s answered %d: %s".formatted(assets, status, text));
            }
            return text;
        }
    }

    /**
     * The bytes that the heap holds, what is dead and not yet collected among them.
     *
     * @throws IllegalStateException where the metrics cannot be read
     */
    public long heap() throws InterruptedException {
        URI metrics = assets.resolve("/q/metrics");
        try {
            var answer =
                    http.send(
                            HttpRequest.newBuilder(metrics).timeout(AT_MOST).build(),
                            BodyHandlers.ofString());
            return Math.round(
                    answer.body()
                            .lines()
                            .filter(line -> line.startsWith("jvm_memory_used_bytes{"))
                            .filter(line -> line.contains("area=\"heap\""))
                            .mapToDouble(line ->
                                    Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                            .sum());
        } catch (IOException e) {
            throw new IllegalStateException("The metrics at " + metrics + " cannot be read", e);
        }
    }

    /** The record as it stands. */
    public Asset asset(UUID id) throws InterruptedException {
        return Json.mapper().convertValue(send(call("/v1/assets/" + id).GET()), Asset.class);
    }

    public void erase(UUID id) throws InterruptedException {
        send(call("/v1/assets/" + id).DELETE());
    }

    /** Has a stage run again for every asset that has it. */
    public void rerun(Stage stage) throws InterruptedException {
        String body = "{\"stage\": \"%s\", \"filter\": {}}".formatted(stage);
        send(
                call("/v1/reruns")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)));
    }

    /** Planned runs of a stage on the bulk lane that have not ended. */
    public long bulkBacklog(Stage stage) throws InterruptedException {
        for (JsonNode each : send(call("/v1/stages").GET()).path("items")) {
            if (each.path("stage").asText().equals(stage.id())) {
                return each.path("bulk").asLong();
            }
        }
        throw new IllegalStateException("ingest-service knows no stage " + stage);
    }

    /** Says that the stage is to take no further records. */
    public void pause(Stage stage) throws InterruptedException {
        send(
                call("/v1/stages/" + stage + "/pause")
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString("{\"reason\": \"a benchmark of uploads\"}")));
    }

    public void resume(Stage stage) throws InterruptedException {
        send(call("/v1/stages/" + stage + "/pause").DELETE());
    }

    /** Whether all instances do what was said last of the stages. */
    public boolean isObeyed() throws InterruptedException {
        for (JsonNode each : send(call("/v1/stages").GET()).path("items")) {
            if (each.path("obeying").asInt() < each.path("instances").size()) {
                return false;
            }
        }
        return true;
    }

    /** Whether the asset's perceptual hash is there, which comes after the answer. */
    public boolean isHashed(UUID asset) throws InterruptedException {
        return send(call("/v1/assets/" + asset).GET())
                .path("original")
                .hasNonNull("perceptualHash");
    }

    private HttpRequest.Builder call(String path) {
        return HttpRequest.newBuilder(assets.resolve(path))
                .timeout(AT_MOST)
                .header("Authorization", "Bearer " + apiKey);
    }

    private JsonNode send(HttpRequest.Builder call) throws InterruptedException {
        HttpRequest request = call.build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(
                        "%s answered %d: %s"
                                .formatted(request.uri(), answer.statusCode(), answer.body()));
            }
            return Json.mapper().readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException("The call of " + request.uri() + " broke off", e);
        }
    }

    private static UUID id(String body) throws JsonProcessingException {
        return Json.mapper().readValue(body, Asset.class).id();
    }

    private byte[][] body(SamplePicture picture, String request) {
        String head =
                "--%1$s\r\nContent-Disposition: form-data; name=\"request\"\r\nContent-Type: application/json\r\n\r\n%2$s\r\n"
                        .formatted(boundary, request);
        String file =
                "--%1$s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%2$s\"\r\nContent-Type: image/jpeg\r\n\r\n"
                        .formatted(boundary, picture.name());
        String end = "\r\n--" + boundary + "--\r\n";
        return new byte[][] {
            (head + file).getBytes(StandardCharsets.UTF_8),
            picture.bytes(),
            end.getBytes(StandardCharsets.UTF_8)
        };
    }

    @Override
    public void close() {
        http.close();
    }
}
