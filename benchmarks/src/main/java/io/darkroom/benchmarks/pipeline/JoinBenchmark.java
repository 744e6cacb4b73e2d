package io.darkroom.benchmarks.pipeline;

import io.darkroom.benchmarks.harness.Benchmark;
import io.darkroom.benchmarks.harness.Pictures;
import io.darkroom.benchmarks.harness.Run;
import io.darkroom.benchmarks.harness.SamplePicture;
import io.darkroom.benchmarks.report.Figures;
import io.darkroom.benchmarks.report.Report;
import io.darkroom.benchmarks.report.Samples;
import io.darkroom.benchmarks.report.Table;
import io.darkroom.contracts.Asset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the join takes beyond writing: outcomes a second through the real listener into PostgreSQL,
 * against the same rows written by a bare loop in batches, in turns on the same assets.
 */
public final class JoinBenchmark implements Benchmark {
    private static final int WARM_UP = 20;
    private static final int AT_A_TIME = 16;

    /** Longer than the last asset's way through the relay takes the machine's attention. */
    private static final Duration REST = Duration.ofSeconds(1);

    @Override
    public String name() {
        return "join";
    }

    @Override
    public String summary() {
        return "outcomes of stages joined into records, against the same rows in a bare loop";
    }

    @Override
    public Report run(Run run) throws InterruptedException {
        var endpoints = RunningEndpoints.of(run.state());
        SamplePicture picture = Pictures.small();
        try (var darkroom = RunningDarkroom.find(run);
                var rows = JoinedRows.open(endpoints.postgres());
                var reports = new Reports(endpoints.kafka())) {
            UUID sample =
                    darkroom.enrich(picture, RunningDarkroom.EVERY_DEFAULT_STAGE).asset().id();
            reports.repeat(rows.outcomesOf(sample));
            darkroom.pauseStages();
            try {
                return measure(run, darkroom, picture, rows, reports);
            } finally {
                darkroom.resumeStages();
            }
        }
    }

    private static Report measure(
            Run run,
            RunningDarkroom darkroom,
            SamplePicture picture,
            JoinedRows rows,
            Reports reports)
            throws InterruptedException {
        int warmUp = run.size(WARM_UP, 1);
        int rounds = run.size(9, 1);
        var uploaded =
                Load.run(
                                run.size(1000, 10),
                                AT_A_TIME,
                                _ -> darkroom.upload(picture, RunningDarkroom.EVERY_DEFAULT_STAGE))
                        .results();
        seconds(rows, reports, uploaded, 1);
        var written = rows.read(published(darkroom, uploaded));
        var joined = new ArrayList<Double>();
        var bare = new ArrayList<Double>();
        for (int round = 0; round < warmUp + rounds; round++) {
            run.progress().count("join: round", round, warmUp + rounds);
            rows.reset(written);
            Thread.sleep(REST);
            double bareSeconds = rows.write(written);
            rows.awaitSent();
            rows.reset(written);
            Thread.sleep(REST);
            double seconds = seconds(rows, reports, uploaded, round + 2);
            if (round >= warmUp) {
                joined.add(written.outcomes() / seconds);
                bare.add(written.outcomes() / bareSeconds);
            }
        }
        return report(
                new Samples(joined), new Samples(bare), ratios(joined, bare), uploaded.size());
    }

    /** How long it takes until what is reported of these is joined. */
    private static double seconds(
            JoinedRows rows, Reports reports, List<UUID> assets, int generation)
            throws InterruptedException {
        long start = System.nanoTime();
        reports.send(assets, generation);
        rows.awaitJoined(assets);
        double seconds = (System.nanoTime() - start) / 1e9;
        rows.awaitSent();
        return seconds;
    }

    private static Map<UUID, Asset> published(RunningDarkroom darkroom, List<UUID> assets)
            throws InterruptedException {
        var published = new HashMap<UUID, Asset>();
        for (UUID asset : assets) {
            published.put(asset, darkroom.published(asset));
        }
        return published;
    }

    private static Samples ratios(List<Double> joined, List<Double> bare) {
        var ratios = new ArrayList<Double>();
        for (int i = 0; i < joined.size(); i++) {
            ratios.add(joined.get(i) / bare.get(i));
        }
        return new Samples(ratios);
    }

    private static Report report(Samples joined, Samples bare, Samples ratios, int assets) {
        var ratio = ratios.asRatio();
        return new Report(
                "join: outcomes a second over a bare loop",
                List.of(
                        new Table(
                                List.of(
                                        "ratio",
                                        "spread",
                                        "joined, outcomes/s",
                                        "bare, outcomes/s"),
                                List.of(
                                        List.of(
                                                ratio.figure(),
                                                ratio.spread(),
                                                Figures.of(joined.median()),
                                                Figures.of(bare.median()))))),
                List.of(
                        "Median and quartiles of %d rounds of the same %d assets with three stages"
                                        .formatted(ratios.size(), assets)
                                + " each, all of whose outcomes are sent to"
                                + " darkroom.stage.finished.v1 at once: until no stage is"
                                + " pending.",
                        "Bare: the rows that came of it, set back and written again by one"
                                + " connection, %d outcomes a transaction; the relay sends what is"
                                        .formatted(BareJoin.BATCH)
                                + " owed in both. Nothing is read, parsed, or decided."));
    }
}
