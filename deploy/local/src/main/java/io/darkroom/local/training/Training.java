package io.darkroom.local.training;

import io.darkroom.local.embedded.Directories;
import io.darkroom.local.embedded.EmbeddedServerException;
import io.darkroom.local.embedded.ServerLogs;
import io.darkroom.local.embedded.Servers;
import io.darkroom.local.embedded.ServiceSettings;
import io.darkroom.local.launch.BuiltService;
import io.darkroom.local.launch.RunningService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Training runs (JDK 25; docs/adr/0043 and 0058). A service starts, works on a few pictures, and
 * ends; Java keeps what it loaded meanwhile in an archive, from which the service starts faster.
 * Kafka, PostgreSQL and S3 run for this alone, on free ports, and nothing of them is left at the
 * end.
 */
public final class Training implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofMinutes(3);
    private static final Duration WRITTEN_WITHIN = Duration.ofMinutes(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final Path folder;
    private final Servers servers;
    private final Rehearsal rehearsal;
    private final Map<String, String> environment;

    private Training(Path folder, Servers servers, Map<String, String> settings) {
        this.folder = folder;
        this.servers = servers;
        String apiKey = UUID.randomUUID().toString();
        rehearsal = new Rehearsal(servers, apiKey, folder.resolve("pictures"));
        var all = new LinkedHashMap<>(settings);
        all.putAll(ServiceSettings.of(servers));
        all.putAll(ServiceSettings.accessKey("training", ServiceSettings.hash(apiKey)));
        environment = BuiltService.environment(all);
    }

    /**
     * Starts the servers.
     *
     * @param settings what services are told beside where their servers are, by property name
     * @throws EmbeddedServerException if one does not start
     */
    public static Training start(Map<String, String> settings) {
        ServerLogs.quiet();
        Path folder = Directories.temporary("darkroom-training");
        try {
            var servers =
                    Servers.start(folder, Servers.Ports.FREE, "training", "training-secret-key");
            return new Training(folder, servers, settings);
        } catch (EmbeddedServerException e) {
            Directories.delete(folder);
            throw e;
        }
    }

    /**
     * Makes a service's archive, which appears only when it is whole.
     *
     * @param log takes what the service says
     * @throws TrainingException saying why there is none
     * @throws InterruptedException if interrupted; the service is gone then, and left no archive
     */
    public void run(BuiltService service, Path log) throws InterruptedException {
        // Beside its place, and with room for what Java writes on the way.
        Path making = service.archive().resolveSibling("training-" + ProcessHandle.current().pid());
        try {
            Path archive = Files.createDirectory(making).resolve("new.aot");
            record(service, archive, log);
            Files.move(archive, service.archive(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException e) {
            // Kafka's clients wrap it.
            if (Thread.interrupted()) {
                throw new InterruptedException(e.getMessage());
            }
            throw new TrainingException(
                    "no archive of " + service.module() + ": " + e.getMessage(), e);
        } finally {
            Directories.delete(making);
        }
    }

    private void record(BuiltService service, Path archive, Path log) throws InterruptedException {
        var running =
                RunningService.start(
                        service,
                        false,
                        List.of("-Xmx512m", "-XX:AOTCacheOutput=" + archive),
                        environment,
                        log);
        try {
            running.await("/q/health/ready", READY_WITHIN, LOOK_AGAIN);
            rehearse(service, running, log);
            // Java writes the archive while it ends.
            running.stop(WRITTEN_WITHIN);
        } finally {
            running.kill();
        }
        if (!Files.isReadable(archive)) {
            throw new IllegalStateException("Java made none; its log is " + log);
        }
    }

    private void rehearse(BuiltService service, RunningService running, Path log)
            throws InterruptedException {
        try {
            rehearsal.of(service.module(), running.url());
            running.get("/q/metrics");
        } catch (RuntimeException e) {
            throw new IllegalStateException(e.getMessage() + "; its log is " + log, e);
        }
    }

    @Override
    public void close() {
        try {
            servers.close();
        } finally {
            Directories.delete(folder);
        }
    }
}
