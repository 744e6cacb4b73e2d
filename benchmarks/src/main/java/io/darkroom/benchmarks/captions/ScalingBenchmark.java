package io.darkroom.benchmarks.captions;

import io.darkroom.benchmarks.harness.Benchmark;
import io.darkroom.benchmarks.harness.Run;
import io.darkroom.benchmarks.report.Figures;
import io.darkroom.benchmarks.report.Report;
import io.darkroom.benchmarks.report.Table;
import io.darkroom.contracts.TopicSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What further instances add to a stage that waits on a model: up to eight, which are more than the
 * topic has partitions. Few questions are in flight on each, so that the cores are not the bound.
 */
public final class ScalingBenchmark implements Benchmark {
    /**
     * With twice as many pictures that are made ready meanwhile, two places for each of the topic's
     * partitions: each consumer of a share group reads a part of these, so that with other numbers
     * one instance alone is held up by what some of its consumers have more to read than others,
     * and what others add is flattered.
     */
    private static final int IN_FLIGHT = 2 * TopicSettings.DEFAULT_PARTITIONS / 3;

    private static final List<Integer> INSTANCES = List.of(1, 2, 8);

    @Override
    public String name() {
        return "scaling";
    }

    @Override
    public String summary() {
        return "captions by a model that takes 2 s, 4 in flight on each instance: two and eight"
                + " instances over one";
    }

    @Override
    public Report run(Run run) throws InterruptedException {
        Duration latency = Duration.ofMillis(run.size(2000, 500));
        // For each place; the warm-up has compilers done with a picture's way.
        int warm = run.size(25, 4);
        int measured = run.size(40, 6);
        var rates = new ArrayList<Double>();
        var unused = new ArrayList<List<String>>();
        try (var rig = new CaptionRig(run.logs(name()), latency, IN_FLIGHT)) {
            var rounds = new CaptionRounds(rig);
            int running = 0;
            for (int instances : INSTANCES) {
                run.progress().step("scaling: %d instances".formatted(instances));
                rounds.start(instances - running);
                running = instances;
                rounds.warm(warm * IN_FLIGHT * instances);
                var round = rounds.measure(measured * IN_FLIGHT * instances);
                rates.add(round.rate());
                unused.add(rounds.unused(round, IN_FLIGHT * instances).row(instances));
            }
        }
        return report(rates, unused, latency, measured);
    }

    private static Report report(
            List<Double> rates, List<List<String>> unused, Duration latency, int measured) {
        double one = rates.getFirst();
        double ideal = IN_FLIGHT / (latency.toMillis() / 1000.0);
        var rows = new ArrayList<List<String>>();
        for (int i = 0; i < rates.size(); i++) {
            int instances = INSTANCES.get(i);
            double rate = rates.get(i);
            rows.add(
                    List.of(
                            Integer.toString(instances),
                            Figures.of(rate / one),
                            Figures.of(rate / (instances * ideal)),
                            Figures.of(rate)));
        }
        return new Report(
                "scaling: a model that takes %d ms, %d in flight on each instance"
                        .formatted(latency.toMillis(), IN_FLIGHT),
                List.of(
                        new Table(
                                List.of("instances", "over one", "over ideal", "pictures/s"), rows),
                        Unused.table(unused)),
                List.of(
                        "%d pictures for each place, from their announcement to the last report;"
                                        .formatted(measured)
                                + " the topic has %d partitions. Ideal: in flight over latency."
                                        .formatted(TopicSettings.DEFAULT_PARTITIONS),
                        "All instances, broker, store and the model's stand-in run on the same"
                                + " machine, each instance with a heap of 512 MB."));
    }
}
