package io.darkroom.benchmarks.pipeline;

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
    private static final String DATABASE = "database";

    ProcessorTime {
        seconds = Map.copyOf(seconds);
    }

    /** Looks at this process, the services, and what runs beside them under the supervisor. */
    static ProcessorTime now(Map<String, Endpoints.Service> services) {
        var found = new LinkedHashMap<String, Double>();
        services.forEach((name, service) ->
                ProcessHandle.of(service.pid())
                        .ifPresent(process -> {
                            found.put(name, seconds(process));
                            process.parent().ifPresent(parent -> beside(parent, services, found));
                        }));
        if (!found.isEmpty()) {
            found.put("the load itself", seconds(ProcessHandle.current()));
        }
        return new ProcessorTime(found);
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

    /** The database's processes come and go with its connections; what is gone is not counted. */
    private static void beside(
            ProcessHandle supervisor,
            Map<String, Endpoints.Service> services,
            Map<String, Double> found) {
        var pids =
                services.values().stream()
                        .map(Endpoints.Service::pid)
                        .collect(Collectors.toUnmodifiableSet());
        found.put(SUPERVISOR, seconds(supervisor));
        found.put(
                DATABASE,
                supervisor
                        .descendants()
                        .filter(process -> !pids.contains(process.pid()))
                        .mapToDouble(ProcessorTime::seconds)
                        .sum());
    }

    private static double seconds(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }
}
