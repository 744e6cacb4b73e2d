package io.darkroom.benchmarks.pipeline;

import io.darkroom.benchmarks.harness.Benchmark;
import io.darkroom.benchmarks.harness.Pictures;
import io.darkroom.benchmarks.harness.Run;
import io.darkroom.benchmarks.harness.SamplePicture;
import io.darkroom.benchmarks.report.Report;
import java.util.List;

/** Pictures all the way: from the start of the POST to AssetEnriched on the topic. */
public final class FlowBenchmark implements Benchmark {
    private static final int MANY = 8;

    @Override
    public String name() {
        return "flow";
    }

    @Override
    public String summary() {
        return "from the start of the POST to AssetEnriched, one and eight at a time";
    }

    @Override
    public Report run(Run run) throws InterruptedException {
        var pictures = Pictures.twelveMegapixels(run.photos());
        try (var darkroom = RunningDarkroom.find(run)) {
            run.progress().step("flow: warming up");
            load(darkroom, pictures, run, run.size(16, 2), MANY);
            run.progress().step("flow: one at a time");
            var one = load(darkroom, pictures, run, run.size(40, 3), 1);
            run.progress().step("flow: eight at a time");
            var eight = load(darkroom, pictures, run, run.size(80, MANY), MANY);
            return new FlowReport(pictures, one, eight).report();
        }
    }

    private static Load<RunningDarkroom.Enriched> load(
            RunningDarkroom darkroom, List<SamplePicture> pictures, Run run, int tasks, int atATime)
            throws InterruptedException {
        return Load.run(
                tasks,
                atATime,
                index -> {
                    run.progress().count("flow: picture", index, tasks);
                    return darkroom.enrich(
                            pictures.get(index % pictures.size()),
                            RunningDarkroom.EVERY_DEFAULT_STAGE);
                });
    }
}
