package io.darkroom.benchmarks.captions;

import io.darkroom.benchmarks.harness.Benchmark;
import io.darkroom.benchmarks.harness.Run;
import io.darkroom.benchmarks.report.Figures;
import io.darkroom.benchmarks.report.Report;
import io.darkroom.benchmarks.report.Table;
import java.time.Duration;
import java.util.List;

/** A provider that goes away in the middle of 500 pictures for five minutes, and comes back. */
public final class CaptionOutageBenchmark implements Benchmark {
    private static final int IN_FLIGHT = 64;

    @Override
    public String name() {
        return "caption-outage";
    }

    @Override
    public String summary() {
        return "a model that is away for five minutes amid 500 pictures: what is lost, and how soon"
                + " it goes on";
    }

    @Override
    public Report run(Run run) throws InterruptedException {
        int pictures = run.size(500, 200);
        Duration outage = Duration.ofSeconds(run.size(300, 5));
        try (var rig = new CaptionRig(run.logs(name()), Duration.ofMillis(500), IN_FLIGHT)) {
            rig.instances.startOne();
            rig.pictures.announce(rig.pictures.store(SmallPicture.jpeg(), pictures));
            var before = rig.await(pictures / 2, Duration.ofMinutes(5));
            rig.model.away(true);
            run.progress().count("caption-outage: away", 1, 2);
            Thread.sleep(outage);
            rig.model.away(false);
            long back = System.nanoTime();
            int seen = before.values().stream().mapToInt(Integer::intValue).sum();
            var after = rig.await(pictures - seen, Duration.ofMinutes(10));
            double took = (System.nanoTime() - back) / 1e9;
            int succeeded =
                    before.getOrDefault("succeeded", 0) + after.getOrDefault("succeeded", 0);
            return new Report(
                    "caption-outage: %d pictures, a model away for %d s"
                            .formatted(pictures, outage.toSeconds()),
                    List.of(
                            new Table(
                                    List.of(
                                            "succeeded",
                                            "paid for",
                                            "dead letters",
                                            "back to last, s"),
                                    List.of(
                                            List.of(
                                                    Integer.toString(succeeded),
                                                    Integer.toString(rig.model.answered()),
                                                    Long.toString(rig.deadLetters()),
                                                    Figures.of(took))))),
                    List.of("Nobody did anything but to bring the model back."));
        }
    }
}
