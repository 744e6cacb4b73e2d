package io.darkroom.benchmarks.pipeline;

import io.darkroom.benchmarks.harness.Benchmark;
import io.darkroom.benchmarks.harness.Pictures;
import io.darkroom.benchmarks.harness.Run;
import io.darkroom.benchmarks.report.Report;
import io.darkroom.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * What an upload through Darkroom costs over putting the same bytes into the same store: rounds of
 * both, in turns, the first of a pair changing from round to round. Once with the stages paused, as
 * if they ran on machines of their own, and once with all of them on these cores.
 */
public final class UploadBenchmark implements Benchmark {
    /**
     * Rounds before the first that counts: after 1,600 uploads ingest-service's compiler still took
     * a quarter of the service's processor time, after 2,000 an eighth.
     */
    private static final int WARM_UP = 100;

    @Override
    public String name() {
        return "upload";
    }

    @Override
    public String summary() {
        return "POST /v1/assets, against putting the same bytes into the same store";
    }

    @Override
    public Report run(Run run) throws InterruptedException {
        var picture = Pictures.twelveMegapixels(run.photos()).getFirst();
        try (var darkroom = RunningDarkroom.find(run);
                var store = BareStore.open(RunningEndpoints.of(run.state()).s3())) {
            var load = new UploadLoad(run, darkroom, store, picture);
            load.warmUp(run.size(WARM_UP, 1));
            darkroom.pauseStages();
            UploadRounds alone;
            try {
                alone = load.rounds("stages paused", darkroom::hashed);
            } finally {
                darkroom.resumeStages();
            }
            load.settle();
            UploadRounds together = load.rounds("stages at work", darkroom::published);
            return report(load, alone, together);
        }
    }

    private static Report report(UploadLoad load, UploadRounds alone, UploadRounds together) {
        var tables = new ArrayList<Table>();
        tables.add(
                new Table(
                        List.of("", "ratio", "spread", "Darkroom, uploads/s", "bare, puts/s"),
                        List.of(
                                alone.row("stages paused"),
                                together.row("stages on the same cores"))));
        alone.times().ifPresent(tables::add);
        tables.add(
                new Table(
                        List.of(
                                "heap of ingest-service",
                                "last over first",
                                "first, MiB",
                                "last, MiB"),
                        List.of(alone.heaps("stages paused"), together.heaps("stages at work"))));
        return new Report("upload: Darkroom over bare puts", tables, notes(load, alone));
    }

    private static List<String> notes(UploadLoad load, UploadRounds rounds) {
        return List.of(
                "Ratio: uploads a second through Darkroom over puts a second with the MinIO SDK,"
                        + " %d at a time, taken in each round; median and quartiles of %d rounds of %d uploads."
                                .formatted(UploadLoad.AT_A_TIME, rounds.count(), load.uploads()),
                "Processor time: of everything that runs here, stages paused, from the first"
                        + " request to the last answer; medians of the rounds.",
                "Picture: %s, %d KiB. Hashing, and with stages at work joining and publishing, is"
                                .formatted(
                                        load.picture().name(), load.picture().bytes().length / 1024)
                        + " over before the next round begins; what of it falls into its own round"
                        + " counts. Of the stages at work one is asked for, which has nothing to"
                        + " do.");
    }
}
