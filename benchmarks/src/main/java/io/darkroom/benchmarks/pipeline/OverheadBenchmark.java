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
import java.util.function.ToDoubleFunction;

/** What Darkroom adds to the time that a stage takes: one upload at a time, a stage of 200 ms. */
public final class OverheadBenchmark implements Benchmark {
    private static final Duration STAGE = Duration.ofMillis(200);
    private static final double MOST = 0.95;
    private static final int WARM_UP = 1500;
    private static final int AT_A_TIME_TO_WARM_UP = 16;

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
        var endpoints = RunningEndpoints.of(run.state());
        try (var darkroom = RunningDarkroom.find(run)) {
            darkroom.pauseStages();
            try (var stage = FixedStage.start(endpoints.kafka(), STAGE)) {
                warmUp(darkroom, pictures, run);
                return report(uploads(darkroom, pictures, run), stage);
            } finally {
                darkroom.resumeStages();
            }
        }
    }

    /** Side by side, since it takes so many until the compilers of the services are done. */
    private static void warmUp(RunningDarkroom darkroom, List<SamplePicture> pictures, Run run)
            throws InterruptedException {
        int count = run.size(WARM_UP, 3);
        Load.run(
                count,
                AT_A_TIME_TO_WARM_UP,
                index -> {
                    run.progress().count("overhead: warming up", index, count);
                    return darkroom.enrich(pictures.get(index % pictures.size()), ONE_STAGE);
                });
    }

    private static List<RunningDarkroom.Enriched> uploads(
            RunningDarkroom darkroom, List<SamplePicture> pictures, Run run)
            throws InterruptedException {
        var uploads = new ArrayList<RunningDarkroom.Enriched>();
        int count = run.size(200, 3);
        for (int i = 0; i < count; i++) {
            run.progress().count("overhead: upload", i, count);
            uploads.add(darkroom.enrich(pictures.get(i % pictures.size()), ONE_STAGE));
        }
        return uploads;
    }

    private static Report report(List<RunningDarkroom.Enriched> uploads, FixedStage stage) {
        var whole = samples(uploads, RunningDarkroom.Enriched::milliseconds);
        double takes = STAGE.toMillis();
        var table =
                new Table(
                        List.of("", "over the stage", "whole, ms", "beyond the stage, ms"),
                        List.of(
                                row("median", whole.median(), takes),
                                row("95th percentile", whole.quantile(MOST), takes)));
        return new Report(
                "overhead: one upload at a time, a stage that takes 200 ms",
                List.of(table, legs(uploads, stage)),
                List.of(
                        "%d uploads of the photographs of about 12 megapixels in turns, from the"
                                        .formatted(whole.size())
                                + " start of the POST to the record on darkroom.asset.enriched.v1."
                                + " The stages are paused; a stand-in reads their topic and reports"
                                + " each run as skipped 200 ms later.",
                        "The stage may have its record before the answer of the POST is read."));
    }

    /** What the whole is made of, beside the stage. */
    private static Table legs(List<RunningDarkroom.Enriched> uploads, FixedStage stage) {
        return new Table(
                List.of("from … to …", "median, ms", "95th percentile, ms"),
                List.of(
                        leg(
                                "POST to its answer",
                                samples(uploads, each -> millis(each.start(), each.accepted()))),
                        leg(
                                "POST to the record at the stage",
                                samples(uploads, each -> millis(each.start(), taken(stage, each)))),
                        leg(
                                "end of the stage to AssetEnriched",
                                samples(
                                        uploads,
                                        each ->
                                                millis(taken(stage, each), each.published())
                                                        - STAGE.toMillis()))));
    }

    private static long taken(FixedStage stage, RunningDarkroom.Enriched upload) {
        return stage.takenAt(upload.asset().id());
    }

    private static double millis(long from, long to) {
        return (to - from) / 1e6;
    }

    private static Samples samples(
            List<RunningDarkroom.Enriched> uploads,
            ToDoubleFunction<RunningDarkroom.Enriched> what) {
        return new Samples(uploads.stream().map(what::applyAsDouble).toList());
    }

    private static List<String> leg(String name, Samples times) {
        return List.of(name, Figures.of(times.median()), Figures.of(times.quantile(MOST)));
    }

    private static List<String> row(String name, double milliseconds, double stage) {
        return List.of(
                name,
                Figures.of(milliseconds / stage),
                Figures.of(milliseconds),
                Figures.of(milliseconds - stage));
    }
}
