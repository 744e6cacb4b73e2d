package io.darkroom.benchmarks.captions;

import io.darkroom.benchmarks.harness.Run;
import io.darkroom.benchmarks.harness.UnavailableException;
import io.darkroom.local.launch.BuiltService;
import io.darkroom.local.launch.RunningService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Processes of caption-service with a heap of 512 MB, for the caption stage alone. */
final class CaptionInstances implements AutoCloseable {
    private final List<RunningService> started = new ArrayList<>();
    private final Path logs;
    private final Map<String, String> environment;

    /**
     * @param logs folder for what they say
     */
    CaptionInstances(Path logs, Map<String, String> environment) {
        this.logs = logs;
        this.environment = environment;
    }

    /**
     * Starts one, and does not wait.
     *
     * @throws UnavailableException if the service is not built
     */
    RunningService startOne() {
        var service = BuiltService.of(Run.root(), "caption-service");
        if (!Files.isReadable(service.jar())) {
            throw new UnavailableException(
                    service.jar() + " is missing; ./darkroom build makes it");
        }
        Path log = logs.resolve("caption-" + started.size() + ".log");
        var one =
                RunningService.start(
                        service, service.isArchived(), List.of("-Xmx512m"), environment, log);
        started.add(one);
        return one;
    }

    /** Where what they say is. */
    Path logs() {
        return logs;
    }

    /** Stops all, and waits for them. */
    @Override
    public void close() {
        started.parallelStream().forEach(RunningService::close);
    }
}
