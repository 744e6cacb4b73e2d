package io.darkroom.benchmarks.pipeline;

import io.darkroom.benchmarks.harness.UnavailableException;
import io.darkroom.local.launch.Endpoints;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the Darkroom is that is measured. */
final class RunningEndpoints {
    private RunningEndpoints() {}

    /**
     * Reads its {@code endpoints.json}.
     *
     * @param state the state directory
     * @throws UnavailableException where there is none: nothing runs on this state
     */
    static Endpoints of(Path state) {
        Path file = state.resolve("endpoints.json");
        if (!Files.exists(file)) {
            throw new UnavailableException(
                    "No Darkroom is running (there is no %s). Start one with ./darkroom up in another terminal and run this again; --state names another state directory."
                            .formatted(file));
        }
        return Endpoints.read(file);
    }
}
