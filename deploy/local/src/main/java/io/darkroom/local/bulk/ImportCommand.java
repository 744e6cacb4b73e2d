package io.darkroom.local.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.contracts.Json;
import io.darkroom.local.supervisor.Endpoints;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Begins an import, or finds the one of the same source that is under way, and shows how far it is
 * until it ends. The service does the work: ending this command ends nothing, and starting it again
 * shows how far it has come.
 */
public final class ImportCommand {
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI ingest;
    private final String key;
    private final PrintStream out;

    ImportCommand(URI ingest, String key, PrintStream out) {
        this.ingest = ingest;
        this.key = key;
        this.out = out;
    }

    public static void main(String[] arguments) throws InterruptedException {
        var root = Path.of(System.getProperty("darkroom.root", "")).toAbsolutePath();
        int code;
        try {
            code = run(ImportOptions.parse(List.of(arguments), System.getenv(), root));
        } catch (ImportOptions.UsageException e) {
            System.err.println("darkroom: " + e.getMessage());
            code = USAGE;
        } catch (IOException e) {
            System.err.println("darkroom: ingest-service cannot be reached (" + e + ")");
            code = FAILED;
        }
        System.exit(code);
    }

    private static int run(ImportOptions options) throws IOException, InterruptedException {
        URI ingest = options.ingest();
        String key = options.key();
        if (ingest == null || key == null) {
            Path file = options.state().resolve("endpoints.json");
            if (!Files.exists(file)) {
                throw new ImportOptions.UsageException(
                        "no Darkroom runs here; start one with ./darkroom up, or name another with"
                                + " --ingest URL and the key in DARKROOM_API_KEY");
            }
            var local = Endpoints.read(file);
            ingest = ingest == null ? local.ingest() : ingest;
            key = key == null ? local.apiKey() : key;
        }
        return new ImportCommand(ingest, key, System.out).run(options.body());
    }

    /** Runs it to its end; says how the command ends. */
    int run(JsonNode body) throws IOException, InterruptedException {
        var begun =
                send(
                        call("/v1/imports")
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
        if (begun.statusCode() != 202) {
            return refused(begun);
        }
        JsonNode job = Json.mapper().readTree(begun.body());
        String path = "/v1/imports/" + job.path("id").asText();
        out.printf("Importing %s (%s)%n", job.path("source").asText(), path);
        while (job.path("state").asText().equals("RUNNING")) {
            Thread.sleep(LOOK_AGAIN);
            var answer = send(call(path).GET());
            if (answer.statusCode() != 200) {
                return refused(answer);
            }
            job = Json.mapper().readTree(answer.body());
            out.println(progress(job));
        }
        if (job.hasNonNull("endedBecause")) {
            out.printf("darkroom: %s%n", job.path("endedBecause").asText());
        }
        return job.path("state").asText().equals("DONE") ? 0 : FAILED;
    }

    private static String progress(JsonNode job) {
        return "%s: %d looked at, %d taken in, %d known, %d refused"
                .formatted(
                        job.path("state").asText(),
                        job.path("listed").asLong(),
                        job.path("taken").asLong(),
                        job.path("known").asLong(),
                        job.path("refused").asLong());
    }

    private int refused(HttpResponse<String> answer) throws IOException {
        JsonNode problem = Json.mapper().readTree(answer.body());
        out.printf(
                "darkroom: %s (%d): %s%n",
                problem.path("title").asText(),
                answer.statusCode(),
                problem.path("detail").asText());
        return FAILED;
    }

    private HttpRequest.Builder call(String path) {
        return HttpRequest.newBuilder(ingest.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + key);
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
