package io.darkroom.local.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.darkroom.contracts.Json;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The command line of {@code ./darkroom import}.
 *
 * @param body of the request that begins the import
 * @param ingest where ingest-service is; that of the local state where absent
 * @param key the API key; that of the local state where absent
 * @param state where a local Darkroom keeps its state
 */
record ImportOptions(ObjectNode body, @Nullable URI ingest, @Nullable String key, Path state) {
    /** What was not understood. */
    static final class UsageException extends RuntimeException {
        UsageException(String message) {
            super(message);
        }
    }

    /**
     * Reads the command line.
     *
     * @param environment for {@code DARKROOM_API_KEY}: keys do not belong on command lines, which
     *     every user of the machine can read
     * @throws UsageException if it is not understood; the message names the argument
     */
    static ImportOptions parse(List<String> arguments, Map<String, String> environment, Path root) {
        var body = Json.mapper().createObjectNode();
        URI ingest = null;
        Path state = root.resolve(".darkroom");
        for (var rest = new ArrayList<>(arguments); !rest.isEmpty(); ) {
            String argument = rest.removeFirst();
            switch (argument) {
                case "--preset" -> body.withObject("/request").put("preset", value(argument, rest));
                case "--request" -> body.withObject("/request").setAll(json(value(argument, rest)));
                case "--rate" -> body.put("rate", number(value(argument, rest)));
                case "--ingest" -> ingest = URI.create(value(argument, rest));
                case "--state" -> state = Path.of(value(argument, rest));
                default -> source(body, argument);
            }
        }
        if (!body.has("source")) {
            throw new UsageException("say where the pictures lie: s3://bucket/prefix");
        }
        return new ImportOptions(body, ingest, environment.get("DARKROOM_API_KEY"), state);
    }

    private static void source(ObjectNode body, String argument) {
        if (!argument.startsWith("s3://") || body.has("source")) {
            throw new UsageException(
                    "'" + argument + "' is not understood; ./darkroom help lists what is");
        }
        body.put("source", argument);
    }

    private static String value(String option, List<String> rest) {
        if (rest.isEmpty()) {
            throw new UsageException(option + " needs a value");
        }
        return rest.removeFirst();
    }

    private static int number(String text) {
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw new UsageException("--rate must be a whole number of objects a second");
        }
        return Integer.parseInt(text);
    }

    private static ObjectNode json(String text) {
        try {
            if (Json.mapper().readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw new UsageException("--request is not JSON: " + e.getOriginalMessage());
        }
        throw new UsageException("--request must be a JSON object");
    }
}
