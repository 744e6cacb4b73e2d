package io.darkroom.benchmarks.pipeline;

import io.darkroom.local.launch.Endpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Processor time of everything that takes part in a load on this machine. Unlike rates it hardly
 * depends on what else the machine does.
 *
 * @param seconds since each process began, by what it is; empty where Darkroom runs elsewhere
 */
record ProcessorTime(Map<String, Double> seconds) {
    private static final String SUPERVISOR = "broker and store";
    static final String DATABASE = "database";

    ProcessorTime {
        seconds = Map.copyOf(seconds);
    }

    /**
     * Looks at this process, the services, their supervisor, which is broker and store, and the
     * database.
     *
     * @param state the state directory of the running Darkroom
     */
    static ProcessorTime now(Path state, Map<String, Endpoints.Service> services) {
        var found = new LinkedHashMap<String, Double>();
        services.forEach((name, service) ->
                ProcessHandle.of(service.pid())
                        .ifPresent(process -> {
                            found.put(name, seconds(process));
                            process.parent()
                                    .ifPresent(parent -> found.put(SUPERVISOR, seconds(parent)));
                        }));
        if (!found.isEmpty()) {
            found.put(DATABASE, database(state));
            found.put("the load itself", seconds(ProcessHandle.current()));
        }
        return new ProcessorTime(found);
    }

    /** Of all processes together, in seconds. */
    double sum() {
        return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Milliseconds for each of so many things that were done since. */
    Map<String, Double> millisEach(ProcessorTime since, int things) {
        return seconds.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                now ->
                                        (now.getValue()
                                                        - since.seconds.getOrDefault(
                                                                now.getKey(), 0.0))
                                                * 1000
                                                / things));
    }

    /**
     * The database is started apart from its starter. Its processes come and go with its
     * connections; what is gone is not counted.
     */
    private static double database(Path state) {
        Path file = state.resolve("postgres").resolve("postmaster.pid");
        try (var lines = Files.lines(file)) {
            return lines.findFirst()
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())))
                    .map(postmaster ->
                            seconds(postmaster)
                                    + postmaster
                                            .descendants()
                                            .mapToDouble(ProcessorTime::seconds)
                                            .sum())
                    .orElse(0.0);
        } catch (IOException _) {
            return 0;
        }
    }

    private static double seconds(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }
}
