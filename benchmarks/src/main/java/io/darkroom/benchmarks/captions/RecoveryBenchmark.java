package io.darkroom.benchmarks.captions;

import io.darkroom.benchmarks.captions.Takeover.Times;
import io.darkroom.benchmarks.harness.Benchmark;
import io.darkroom.benchmarks.harness.Run;
import io.darkroom.benchmarks.harness.UnavailableException;
import io.darkroom.benchmarks.report.Figures;
import io.darkroom.benchmarks.report.Report;
import io.darkroom.benchmarks.report.Samples;
import io.darkroom.benchmarks.report.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How long the pictures of an instance that was killed wait until another takes them up, and those
 * whose second instance was killed, too.
 */
public final class RecoveryBenchmark implements Benchmark {
    private static final double WANTED_SECONDS = 15;
    private static final Duration ANSWER = Duration.ofMillis(200);

    /**
     * More than there are pictures: the places that are given a picture's partition must not all
     * have another picture in hand, which nobody answers (docs/adr/0050).
     */
    private static final int IN_FLIGHT = 4 * Takeover.PICTURES;

    @Override
    public String name() {
        return "recovery";
    }

    @Override
    public String summary() {
        return "from kill -9 of a stage until its pictures are taken up again, killed once and"
                + " twice, over 15 s";
    }

    @Override
    public Report run(Run run) throws InterruptedException {
        int rounds = run.size(7, 1);
        var once = new ArrayList<Times>();
        var twice = new ArrayList<Times>();
        int pictures;
        int lost;
        int dropped;
        try (var rig = new CaptionRig(run.logs(name()), ANSWER, IN_FLIGHT);
                var ingest = rig.startIngest()) {
            var takeover = new Takeover(rig, ingest);
            for (int round = 0; round < rounds; round++) {
                run.progress().step("recovery: round %d of %d".formatted(round + 1, rounds));
                once.add(takeover.kill());
                twice.add(takeover.killTwice());
            }
            pictures = takeover.pictures();
            lost = pictures - takeover.succeeded();
            dropped = ingest.dropped();
            if (rig.deadLetters() > 0) {
                throw new UnavailableException(
                        "%d pictures were dead-lettered".formatted(rig.deadLetters()));
            }
        }
        return report(once, twice, pictures, dropped, lost);
    }

    private static Report report(
            List<Times> once, List<Times> twice, int pictures, int dropped, int lost) {
        return new Report(
                "recovery: %d kills of an instance with %d pictures in hand"
                        .formatted(once.size() + 2 * twice.size(), Takeover.PICTURES),
                List.of(
                        new Table(
                                List.of(
                                        "",
                                        "first taken up, over 15 s",
                                        "last taken up, over 15 s",
                                        "first, s",
                                        "quartiles",
                                        "last, s",
                                        "quartiles",
                                        "longest, s"),
                                List.of(row("killed once", once), row("killed twice", twice))),
                        new Table(
                                List.of("pictures", "dropped by the broker", "lost"),
                                List.of(
                                        List.of(
                                                Integer.toString(pictures),
                                                Integer.toString(dropped),
                                                Integer.toString(lost))))),
                List.of(
                        "From kill -9 to the moment when the model is asked about the first, and"
                                + " about the last, of the pictures that the instance had in hand;"
                                + " killed twice: from the second kill. Another instance is ready"
                                + " each time.",
                        "What was alone in its instance when that was killed waits for its"
                                + " neighbours, and at least"
                                + " darkroom.stage.retry.give-back-delay (5 s). What the broker"
                                + " dropped at its limit of deliveries (docs/adr/0057),"
                                + " ingest-service sent again."));
    }

    private static List<String> row(String name, List<Times> times) {
        var first = samples(times, Times::first);
        var last = samples(times, Times::last);
        return List.of(
                name,
                Figures.of(first.median() / WANTED_SECONDS),
                Figures.of(last.median() / WANTED_SECONDS),
                Figures.of(first.median()),
                Figures.spread(first),
                Figures.of(last.median()),
                Figures.spread(last),
                Figures.of(last.quantile(1)));
    }

    private static Samples samples(List<Times> times, ToDoubleFunction<Times> which) {
        return new Samples(times.stream().mapToDouble(which).boxed().toList());
    }
}
