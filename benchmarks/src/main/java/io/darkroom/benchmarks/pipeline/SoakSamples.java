package io.darkroom.benchmarks.pipeline;

import io.darkroom.benchmarks.report.Trend.Point;
import io.darkroom.local.launch.Endpoints;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is looked at again and again while a soak goes on. */
final class SoakSamples {
    private static final double MEBIBYTE = 1 << 20;

    private final long start = System.nanoTime();
    private final Map<String, Endpoints.Service> services;
    private final OutboxRows outbox;
    private final Map<Measure, Map<String, List<Point>>> lines = new EnumMap<>(Measure.class);

    /** What is measured, and what it may gain in an hour where there is little of it. */
    enum Measure {
        HEAP("heap after a collection, MiB", 8),
        HANDLES("file handles", 20),
        THREADS("threads", 10),
        OUTBOX("outbox rows", 50);

        private final String title;
        private final double floor;

        Measure(String title, double floor) {
            this.title = title;
            this.floor = floor;
        }

        String title() {
            return title;
        }

        double floor() {
            return floor;
        }
    }

    SoakSamples(Map<String, Endpoints.Service> services, OutboxRows outbox) {
        this.services = new TreeMap<>(services);
        this.outbox = outbox;
    }

    /** Looks at everything once. */
    synchronized void look() throws InterruptedException {
        // Before the collections, which hold the relay up.
        add(Measure.OUTBOX, "both services", (double) outbox.now());
        for (var each : services.entrySet()) {
            var held = Holdings.of(each.getValue().pid());
            add(Measure.HEAP, each.getKey(), held.heap() / MEBIBYTE);
            add(Measure.HANDLES, each.getKey(), held.handles());
            add(Measure.THREADS, each.getKey(), held.threads());
        }
    }

    private void add(Measure measure, String of, double value) {
        double hours = (System.nanoTime() - start) / 3.6e12;
        lines.computeIfAbsent(measure, _ -> new LinkedHashMap<>())
                .computeIfAbsent(of, _ -> new ArrayList<>())
                .add(new Point(hours, value));
    }

    /** Lines by whose they are, in the order of the measures. */
    synchronized Map<Measure, Map<String, List<Point>>> lines() {
        return lines;
    }
}
