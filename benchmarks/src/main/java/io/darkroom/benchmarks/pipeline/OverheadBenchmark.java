package io.darkroom.benchmarks.pipeline;

import io.darkroom.benchmarks.harness.Benchmark;
import io.darkroom.benchmarks.harness.Pictures;
import io.darkroom.benchmarks.harness.Run;
import io.darkroom.benchmarks.harness.SamplePicture;
import io.darkroom.benchmarks.report.Figures;
import io.darkroom.benchmarks.report.Report;
import io.darkroom.benchmarks.report.Samples;
import io.darkroom.benchmarks.report.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What Darkroom adds to the time that a stage takes: one upload at a time, a stage of 200 ms. */
public final class OverheadBenchmark implements Benchmark {
    private static final Duration STAGE = Duration.ofMillis(200);
    private static final double MOST = 0.95;

    private static final String ONE_STAGE =
            "{\"stages\": [\"auto-tag\"], \"moderation\": \"skip\"}";

    @Override
    public String name() {
        return "overhead";
    }

    @Override
    public String summary() {
        return "from the start of the POST to AssetEnriched, beyond a stage that takes 200 ms";
    }

    @Override
    public Report run(Run run) throws InterruptedException {
        var pictures = Pictures.twelveMegapixels(run.photos());
        var endpoints = Endpoints.read(run.state());
        try (var darkroom = RunningDarkroom.find(run)) {
            darkroom.pauseStages();
            try (var _ = FixedStage.start(endpoints.kafka(), STAGE)) {
                measure(darkroom, pictures, run, run.size(200, 3), "warming up");
                return report(measure(darkroom, pictures, run, run.size(200, 3), "upload"));
            } finally {
                darkroom.resumeStages();
            }
        }
    }

    private static Samples measure(
            RunningDarkroom darkroom, List<SamplePicture> pictures, Run run, int count, String what)
            throws InterruptedException {
        var times = new ArrayList<Double>();
        for (int i = 0; i < count; i++) {
            run.progress().count("overhead: " + what, i, count);
            times.add(darkroom.enrich(pictures.get(i % pictures.size()), ONE_STAGE).milliseconds());
        }
        return new Samples(times);
    }

    private static Report report(Samples whole) {
        double stage = STAGE.toMillis();
        var table =
                new Table(
                        List.of("", "over the stage", "whole, ms", "beyond the stage, ms"),
                        List.of(
                                row("median", whole.median(), stage),
                                row("95th percentile", whole.quantile(MOST), stage)));
        return new Report(
                "overhead: one upload at a time, a stage that takes 200 ms",
                List.of(table),
                List.of(
                        "%d uploads of the photographs of about 12 megapixels in turns, from the"
                                        .formatted(whole.size())
                                + " start of the POST to the record on darkroom.asset.enriched.v1."
                                + " The stages are paused; a stand-in reads their topic and reports"
                                + " each run as skipped 200 ms later."));
    }

    private static List<String> row(String name, double milliseconds, double stage) {
        return List.of(
                name,
                Figures.of(milliseconds / stage),
                Figures.of(milliseconds),
                Figures.of(milliseconds - stage));
    }
}
