package io.darkroom.local.ops;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * Begins an import, or finds the one of the same source that is under way, and shows how far it is
 * until it ends. The service does the work: ending the command ends nothing, and starting it again
 * shows how far it has come.
 */
final class Import {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Api api;
    private final Terminal terminal;
    private final boolean quiet;

    Import(Api api, Terminal terminal, Arguments arguments) {
        this.api = api;
        this.terminal = terminal;
        this.quiet = arguments.has("--json");
    }

    /**
     * @return the import, done
     * @throws OpsFailure where it ended before it had come to everything
     */
    JsonNode run(JsonNode body) {
        JsonNode job = api.post("/v1/imports", body);
        String path = "/v1/imports/" + job.path("id").asText();
        show("Importing " + job.path("source").asText() + " (" + path + ")");
        while (job.path("state").asText().equals("RUNNING")) {
            pause(path);
            job = api.get(path);
            show(Views.progress(job));
        }
        String refusals = Views.refusals(job);
        if (!refusals.isEmpty()) {
            show(refusals);
        }
        if (!job.path("state").asText().equals("DONE")) {
            throw new OpsFailure(
                    OpsFailure.FAILED, job.path("endedBecause").asText("somebody cancelled it"));
        }
        return job;
    }

    private void show(String text) {
        if (!quiet) {
            terminal.show(text);
        }
    }

    private static void pause(String path) {
        try {
            Thread.sleep(LOOK_AGAIN);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new OpsFailure(OpsFailure.FAILED, "interrupted; it goes on, see GET " + path);
        }
    }
}
