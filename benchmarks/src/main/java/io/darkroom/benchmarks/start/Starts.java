package io.darkroom.benchmarks.start;

import io.darkroom.benchmarks.pipeline.ResidentMemory;
import io.darkroom.benchmarks.report.Figures;
import io.darkroom.benchmarks.report.Samples;
import java.util.ArrayList;
import java.util.List;

/** What was found of one service. */
final class Starts {
    static final List<String> COLUMNS =
            List.of(
                    "service",
                    "times as fast",
                    "ready, ms",
                    "quartiles",
                    "plain, ms",
                    "processor, ms",
                    "plain processor, ms",
                    "at rest, MiB",
                    "of that anonymous, MiB");

    private static final double MEBIBYTE = 1 << 20;

    private final String service;
    private final List<Double> ready = new ArrayList<>();
    private final List<Double> processor = new ArrayList<>();
    private final List<Double> plainReady = new ArrayList<>();
    private final List<Double> plainProcessor = new ArrayList<>();
    private final List<Double> resident = new ArrayList<>();
    private final List<Double> anonymous = new ArrayList<>();

    Starts(String service) {
        this.service = service;
    }

    /** Adds a start from the archive, and what the service held afterwards. */
    void archived(StartedService started, ResidentMemory atRest) {
        ready.add(started.readyMillis());
        processor.add(started.processorMillis());
        resident.add(atRest.now() / MEBIBYTE);
        anonymous.add(atRest.anonymous() / MEBIBYTE);
    }

    /** Adds a start without it. */
    void plain(StartedService started) {
        plainReady.add(started.readyMillis());
        plainProcessor.add(started.processorMillis());
    }

    List<String> row() {
        var times = new Samples(ready);
        return List.of(
                service,
                new Samples(plainReady).over(times).figure(),
                median(ready),
                Figures.spread(times),
                median(plainReady),
                median(processor),
                median(plainProcessor),
                median(resident),
                median(anonymous));
    }

    private static String median(List<Double> values) {
        return Figures.of(new Samples(values).median());
    }
}
