package io.darkroom.benchmarks.pipeline;

import io.darkroom.benchmarks.harness.Benchmark;
import io.darkroom.benchmarks.harness.Run;
import io.darkroom.benchmarks.report.Figures;
import io.darkroom.benchmarks.report.Report;
import io.darkroom.benchmarks.report.Samples;
import io.darkroom.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.List;

/** Whether the review queue answers as quickly when much waits as when little does. */
public final class ReviewsBenchmark implements Benchmark {
    private static final int FEW = 1_000;

    @Override
    public String name() {
        return "reviews";
    }

    @Override
    public String summary() {
        return "the review queue's first page and claims, with 1,000 and with 100,000 items";
    }

    @Override
    public Report run(Run run) throws InterruptedException {
        RunningDarkroom.awaitRest(run);
        var endpoints = RunningEndpoints.of(run.state());
        int many = run.size(100_000, 2_000);
        int rounds = run.size(60, 3);
        var small = new Times();
        var large = new Times();
        try (var queue = WaitingItems.open(endpoints.postgres());
                var desk = new ReviewsClient(endpoints.moderation(), endpoints.apiKey())) {
            queue.grow(FEW);
            measure(run, "with " + FEW, desk, small, rounds);
            queue.grow(many - FEW);
            measure(run, "with " + many, desk, large, 2 * rounds);
            queue.shrink(FEW);
            measure(run, "with " + FEW + " again", desk, small, rounds);
        }
        return report(small, large, many);
    }

    /** Milliseconds, by what was asked for. */
    private static final class Times {
        private final List<Double> page = new ArrayList<>();
        private final List<Double> claim = new ArrayList<>();
    }

    private static void measure(Run run, String what, ReviewsClient desk, Times times, int rounds)
            throws InterruptedException {
        run.progress().step("reviews: " + what);
        // Who sees an item for the first time is written down; that is not what is measured.
        for (int i = 0; i < run.size(20, 2); i++) {
            desk.firstPage();
            desk.release(desk.claim());
        }
        for (int i = 0; i < rounds; i++) {
            long start = System.nanoTime();
            desk.firstPage();
            long between = System.nanoTime();
            var taken = desk.claim();
            long end = System.nanoTime();
            times.page.add((between - start) / 1e6);
            times.claim.add((end - between) / 1e6);
            desk.release(taken);
        }
    }

    private static Report report(Times small, Times large, int many) {
        var table =
                new Table(
                        List.of("", "ratio", "spread", FEW + " items, ms", many + " items, ms"),
                        List.of(
                                row("first page", small.page, large.page),
                                row("claim", small.claim, large.claim)));
        return new Report(
                "reviews: a long queue over a short one",
                List.of(table),
                List.of(
                        "Ratio: median time with %d items over the median with %d; %d requests of each, over HTTP, from one client."
                                .formatted(many, FEW, large.page.size()),
                        "The first page has 50 items with links to their pictures, a claim takes 20"
                                + " and is given back."));
    }

    private static List<String> row(String what, List<Double> small, List<Double> large) {
        var few = new Samples(small);
        var much = new Samples(large);
        var ratio = much.over(few);
        return List.of(what, ratio.figure(), ratio.spread(), figures(few), figures(much));
    }

    private static String figures(Samples samples) {
        return "%s (%s)".formatted(Figures.of(samples.median()), Figures.spread(samples));
    }
}
