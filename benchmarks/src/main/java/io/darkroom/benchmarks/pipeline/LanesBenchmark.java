package io.darkroom.benchmarks.pipeline;

import io.darkroom.benchmarks.harness.Benchmark;
import io.darkroom.benchmarks.harness.Pictures;
import io.darkroom.benchmarks.harness.Run;
import io.darkroom.benchmarks.harness.SamplePicture;
import io.darkroom.benchmarks.report.Figures;
import io.darkroom.benchmarks.report.Report;
import io.darkroom.benchmarks.report.Samples;
import io.darkroom.benchmarks.report.Table;
import io.darkroom.contracts.Stage;
import java.util.ArrayList;
import java.util.List;

/** What a live upload pays for a backfill of the same stage, stage by stage. */
public final class LanesBenchmark implements Benchmark {
    private static final double MOST = 0.95;
    private static final List<Stage> STAGES =
            List.of(Stage.CAPTION, Stage.AUTO_TAG, Stage.SMART_CROP);

    @Override
    public String name() {
        return "lanes";
    }

    @Override
    public String summary() {
        return "a live upload with a backfill of the same stage running, over one without";
    }

    @Override
    public Report run(Run run) throws InterruptedException {
        SamplePicture picture = Pictures.twelveMegapixels(run.photos()).getFirst();
        var rows = new ArrayList<List<String>>();
        try (var darkroom = RunningDarkroom.find(run)) {
            for (Stage stage : STAGES) {
                run.progress().step("lanes: " + stage);
                rows.add(measure(darkroom, picture, stage, run));
            }
        }
        var table =
                new Table(
                        List.of(
                                "stage",
                                "with a backfill, over without",
                                "spread",
                                "without, ms (p95)",
                                "with, ms (p95)",
                                "backfill at work"),
                        rows);
        return new Report("lanes: a live upload beside a backfill", List.of(table), notes(run));
    }

    private static List<String> measure(
            RunningDarkroom darkroom, SamplePicture picture, Stage stage, Run run)
            throws InterruptedException {
        String request = "{\"stages\": [\"%s\"], \"moderation\": \"skip\"}".formatted(stage);
        // What the backfill does again; it warms the stage up, too.
        Load.run(run.size(40, 4), 4, _ -> darkroom.enrich(picture, request));
        int live = run.size(25, 2);
        var alone = new ArrayList<Double>();
        for (int i = 0; i < live; i++) {
            alone.add(darkroom.enrich(picture, request).milliseconds());
        }
        var beside = new ArrayList<Double>();
        int atWork = 0;
        for (int i = 0; i < live; i++) {
            darkroom.backfill(stage);
            beside.add(darkroom.enrich(picture, request).milliseconds());
            atWork += darkroom.bulkBacklog(stage) > 0 ? 1 : 0;
        }
        return row(stage, new Samples(alone), new Samples(beside), atWork / (double) live);
    }

    private static List<String> row(Stage stage, Samples alone, Samples beside, double atWork) {
        var ratio = beside.over(alone);
        return List.of(
                stage.id(),
                ratio.figure(),
                ratio.spread(),
                time(alone),
                time(beside),
                "%.0f %%".formatted(atWork * 100));
    }

    private static String time(Samples milliseconds) {
        return "%s (%s)"
                .formatted(
                        Figures.of(milliseconds.median()), Figures.of(milliseconds.quantile(MOST)));
    }

    private static List<String> notes(Run run) {
        return List.of(
                "%d live uploads of one picture, one at a time, from the start of the POST to"
                                .formatted(run.size(25, 2))
                        + " AssetEnriched: without anything beside them, then each with a re-run of"
                        + " every earlier asset waiting on the bulk lane of the same stage.",
                "Backfill at work: the share of the uploads at whose end bulk work still waited.",
                "On one machine both also share its cores, its database and its disk: more than 1"
                        + " is not only waiting.");
    }
}
