package io.darkroom.benchmarks.captions;

import io.darkroom.local.launch.RunningService;

/** What a service says of itself. */
final class Metrics {
    private Metrics() {}

    /**
     * The sum of some of its samples.
     *
     * @param beginning of their lines, in Prometheus' text format
     */
    static int sum(RunningService service, String beginning) throws InterruptedException {
        return service.get("/q/metrics")
                .lines()
                .filter(line -> line.startsWith(beginning))
                .mapToInt(
                        line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
