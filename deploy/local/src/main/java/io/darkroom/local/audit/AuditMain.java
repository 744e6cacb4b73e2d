package io.darkroom.local.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.contracts.Json;
import io.darkroom.local.launch.Endpoints;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./darkroom audit verify}. Exit code 0 where the trail is whole, 1 where it is not or
 * cannot be read, 2 where the command line is not understood.
 */
public final class AuditMain {
    private static final String USAGE =
            """
            Usage: ./darkroom audit verify [options]

              --file FILE      an export (JSON lines) instead of a running service
              --url URL        the moderation-service; its key is taken from DARKROOM_API_KEY
              --state DIR      the running Darkroom's state (default: .darkroom)
              --expect N:HASH  line N must have this hash, as a run before printed it
            """;

    private final PrintStream out;
    private final PrintStream err;

    AuditMain(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Verifies and exits. */
    public static void main(String[] arguments) throws InterruptedException {
        var root = Path.of(System.getProperty("darkroom.root", "")).toAbsolutePath();
        System.exit(
                new AuditMain(System.out, System.err)
                        .run(List.of(arguments), root, System.getenv()));
    }

    int run(List<String> arguments, Path root, Map<String, String> environment)
            throws InterruptedException {
        AuditOptions options;
        try {
            options = AuditOptions.parse(arguments, root);
        } catch (IllegalArgumentException e) {
            err.println("darkroom: " + e.getMessage());
            err.print(USAGE);
            return 2;
        }
        try (InputStream in = open(options, environment)) {
            return verify(in, options.expected());
        } catch (IOException | RuntimeException e) {
            err.println("darkroom: the audit trail cannot be read: " + e.getMessage());
            return 1;
        }
    }

    private int verify(InputStream in, AuditOptions.@Nullable Expected expected)
            throws IOException {
        var chain = new AuditChain();
        long wanted = expected == null ? -1 : expected.line();
        try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                JsonNode line = Json.mapper().readTree(text);
                String wrong = chain.add(line, wanted);
                if (wrong != null) {
                    err.println("darkroom: the audit trail is broken: " + wrong);
                    return 1;
                }
            }
        }
        if (expected != null && !expected.hash().equals(chain.noted())) {
            err.println(
                    "darkroom: the audit trail is not the one that was noted: line "
                            + expected.line()
                            + (chain.noted() == null ? " is missing" : " has another hash"));
            return 1;
        }
        out.printf("The audit trail is whole: %d lines.%n", chain.lines());
        out.printf("Its end, to note elsewhere:%n  %d:%s%n", chain.lines(), chain.head());
        return 0;
    }

    private static InputStream open(AuditOptions options, Map<String, String> environment)
            throws IOException, InterruptedException {
        if (options.file() != null) {
            return Files.newInputStream(options.file());
        }
        URI url = options.url();
        String key = environment.get("DARKROOM_API_KEY");
        if (url == null) {
            Path endpoints = options.state().resolve("endpoints.json");
            if (!Files.exists(endpoints)) {
                throw new IOException(
                        "no Darkroom is running on this state; give --url or --file, or start it");
            }
            var running = Endpoints.read(endpoints);
            url = running.moderation();
            key = key == null ? running.apiKey() : key;
        }
        return export(url, key == null ? "" : key);
    }

    private static InputStream export(URI moderation, String key)
            throws IOException, InterruptedException {
        // Left open: the body is read from it until the command ends.
        @SuppressWarnings("resource")
        var client = HttpClient.newHttpClient();
        var answer =
                client.send(
                        HttpRequest.newBuilder(moderation.resolve("/v1/audit"))
                                .header("Authorization", "Bearer " + key)
                                .build(),
                        BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new IOException(
                    "the service answered "
                            + answer.statusCode()
                            + "; the key needs the role admin");
        }
        return answer.body();
    }
}
