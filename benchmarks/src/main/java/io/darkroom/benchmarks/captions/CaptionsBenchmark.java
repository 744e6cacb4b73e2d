package io.darkroom.benchmarks.captions;

import io.darkroom.benchmarks.harness.Benchmark;
import io.darkroom.benchmarks.harness.Run;
import io.darkroom.benchmarks.report.Figures;
import io.darkroom.benchmarks.report.Report;
import io.darkroom.benchmarks.report.Table;
import java.time.Duration;
import java.util.List;

/**
 * How near captions come to what a slow model allows: pictures in flight over its latency; and what
 * a second instance adds.
 */
public final class CaptionsBenchmark implements Benchmark {

    private static final int IN_FLIGHT = 64;

    /** Pictures for each place: compilers go on for some 1,500. */
    private static final int WARM_UP = 24;

    @Override
    public String name() {
        return "captions";
    }

    @Override
    public String summary() {
        return "captions by a model that takes 2 s, 64 in flight: share of the ideal rate, and two"
                + " instances over one";
    }

    @Override
    public Report run(Run run) throws InterruptedException {
        Duration latency = Duration.ofMillis(run.size(2000, 500));
        int pictures = run.size(2000, 256);
        try (var rig = new CaptionRig(run.logs(name()), latency, IN_FLIGHT)) {
            var rounds = new CaptionRounds(rig);
            var one = measure(run, rounds, 1, pictures);
            // As many for each, so that begin and end weigh the same.
            var two = measure(run, rounds, 2, 2 * pictures);
            double ideal = IN_FLIGHT / (latency.toMillis() / 1000.0);
            return new Report(
                    "captions: %d pictures an instance, a model that takes %d ms, %d in flight on each"
                            .formatted(pictures, latency.toMillis(), IN_FLIGHT),
                    List.of(
                            new Table(
                                    List.of("instances", "over ideal", "over one", "pictures/s"),
                                    List.of(
                                            row(1, one.rate() / ideal, 1, one.rate()),
                                            row(
                                                    2,
                                                    two.rate() / (2 * ideal),
                                                    two.rate() / one.rate(),
                                                    two.rate()))),
                            Unused.table(
                                    List.of(
                                            rounds.unused(one, IN_FLIGHT).row(1),
                                            rounds.unused(two, 2 * IN_FLIGHT).row(2)))),
                    List.of(
                            "Ideal: in flight over latency. A heap of 512 MB for each instance;"
                                    + " broker, store and the model's stand-in run on the same"
                                    + " machine."));
        }
    }

    private static CaptionRounds.Round measure(
            Run run, CaptionRounds rounds, int instances, int pictures)
            throws InterruptedException {
        rounds.start(1);
        rounds.warm(WARM_UP * IN_FLIGHT * instances);
        run.progress().count("captions: instances", instances - 1, 2);
        return rounds.measure(pictures);
    }

    private static List<String> row(int instances, double ideal, double one, double rate) {
        return List.of(
                Integer.toString(instances), Figures.of(ideal), Figures.of(one), Figures.of(rate));
    }
}
