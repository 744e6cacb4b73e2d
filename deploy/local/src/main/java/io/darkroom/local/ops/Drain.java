package io.darkroom.local.ops;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.contracts.Json;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;

/** Pauses stages, and waits until none of their instances has a record in work. */
final class Drain {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    private static final String PATIENCE = "10m";

    private final Api api;
    private final Terminal terminal;
    private final boolean quiet;
    private final String reason;
    private final Duration patience;

    Drain(Api api, Terminal terminal, Arguments arguments) {
        this.api = api;
        this.terminal = terminal;
        this.quiet = arguments.has("--json");
        this.reason = arguments.option("--reason").orElse("drained");
        this.patience = duration(arguments.option("--timeout").orElse(PATIENCE));
    }

    /**
     * @return the stages as they stand then
     * @throws OpsFailure (too late) where one still works; it stays paused
     */
    JsonNode run(List<String> stages) {
        for (String stage : stages) {
            api.put(
                    OpsCommands.path(stage, "pause"),
                    Json.mapper().createObjectNode().put("reason", reason));
        }
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            JsonNode now = api.get("/v1/stages");
            List<String> busy = busy(now, stages);
            if (busy.isEmpty()) {
                return now;
            }
            if (System.nanoTime() > deadline) {
                throw new OpsFailure(
                        OpsFailure.TOO_LATE,
                        "not drained in time, and still paused: " + String.join("; ", busy));
            }
            if (!quiet) {
                terminal.show("waiting for " + String.join("; ", busy));
            }
            pause();
        }
    }

    /** Those that work, or of which an instance has not heard yet; or of which nothing is known. */
    private static List<String> busy(JsonNode now, List<String> stages) {
        if (!now.path("instancesKnown").asBoolean()) {
            return List.of("word of the instances");
        }
        return now.path("items")
                .valueStream()
                .filter(stage -> stages.contains(stage.path("stage").asText()))
                .filter(stage ->
                        stage.path("inFlight").asLong() > 0
                                || stage.path("obeying").asInt() < stage.path("instances").size())
                .map(stage ->
                        "%s (%d in flight, %d of %d instances paused)"
                                .formatted(
                                        stage.path("stage").asText(),
                                        stage.path("inFlight").asLong(),
                                        stage.path("obeying").asInt(),
                                        stage.path("instances").size()))
                .toList();
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse("PT" + text);
        } catch (DateTimeParseException _) {
            throw OpsFailure.usage("--timeout must be such as 90s or 10m, was '" + text + "'");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new OpsFailure(OpsFailure.FAILED, "interrupted; the stages stay paused");
        }
    }
}
