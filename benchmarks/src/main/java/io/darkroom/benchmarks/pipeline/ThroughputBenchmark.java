package io.darkroom.benchmarks.pipeline;

import io.darkroom.benchmarks.harness.Benchmark;
import io.darkroom.benchmarks.harness.Pictures;
import io.darkroom.benchmarks.harness.Run;
import io.darkroom.benchmarks.harness.SamplePicture;
import io.darkroom.benchmarks.report.Figures;
import io.darkroom.benchmarks.report.Report;
import io.darkroom.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Assets a second with real crops, and what one costs: processor time of every process, and bytes
 * in every store.
 */
public final class ThroughputBenchmark implements Benchmark {
    private static final int AT_A_TIME = 16;

    private static final String CROPS = "{\"stages\": [\"smart-crop\"], \"moderation\": \"skip\"}";

    /** What issue 7 counts: our services and PostgreSQL. */
    private static final List<String> OURS =
            List.of("ingest", "transform", "caption", "moderation", ProcessorTime.DATABASE);

    @Override
    public String name() {
        return "throughput";
    }

    @Override
    public String summary() {
        return "assets a second with real crops, and what an asset costs";
    }

    @Override
    public Report run(Run run) throws InterruptedException {
        var pictures = Pictures.twelveMegapixels(run.photos());
        var services = RunningEndpoints.of(run.state()).services();
        try (var darkroom = RunningDarkroom.find(run)) {
            load(darkroom, pictures, run, run.size(600, 4), "warming up");
            var before = ProcessorTime.now(run.state(), services);
            var held = StoredBytes.now(run.state());
            var load = load(darkroom, pictures, run, run.size(300, 4), "asset");
            var times =
                    ProcessorTime.now(run.state(), services)
                            .millisEach(before, load.results().size());
            var stored = StoredBytes.now(run.state()).each(held, load.results().size());
            return new Report(
                    "throughput: crops of photographs of about 12 megapixels, %d at a time"
                            .formatted(AT_A_TIME),
                    List.of(
                            rate(load, new TreeMap<>(times)),
                            times(new TreeMap<>(times)),
                            bytes(new TreeMap<>(stored))),
                    List.of(
                            "%d assets, from the first POST to the last AssetEnriched; stage"
                                            .formatted(load.results().size())
                                    + " smart-crop with its usual three crops. Our services and"
                                    + " PostgreSQL: without the broker, the store and the load"
                                    + " itself.",
                            "Bytes: what the state directory holds more afterwards, an asset;"
                                    + " allocated ahead or not. The original is among them."));
        }
    }

    private static Load<RunningDarkroom.Enriched> load(
            RunningDarkroom darkroom, List<SamplePicture> pictures, Run run, int count, String what)
            throws InterruptedException {
        return Load.run(
                count,
                AT_A_TIME,
                index -> {
                    run.progress().count("throughput: " + what, index, count);
                    return darkroom.enrich(pictures.get(index % pictures.size()), CROPS);
                });
    }

    private static Table rate(Load<?> load, Map<String, Double> times) {
        double ours = OURS.stream().mapToDouble(name -> times.getOrDefault(name, 0.0)).sum() / 1000;
        return new Table(
                List.of("", "assets/s", "processor seconds an asset, ours and PostgreSQL"),
                List.of(
                        List.of(
                                AT_A_TIME + " at a time",
                                Figures.of(load.rate()),
                                Figures.of(ours))));
    }

    private static Table times(Map<String, Double> times) {
        var rows = new ArrayList<List<String>>();
        times.forEach((name, ms) -> rows.add(List.of(name, Figures.of(ms))));
        return new Table(List.of("processor time", "ms an asset"), rows);
    }

    private static Table bytes(Map<String, Double> stored) {
        var rows = new ArrayList<List<String>>();
        stored.forEach((name, bytes) -> rows.add(List.of(name, Figures.of(bytes / 1024))));
        return new Table(List.of("stored in", "KiB an asset"), rows);
    }
}
