package io.darkroom.benchmarks.pipeline;

import io.darkroom.benchmarks.harness.Benchmark;
import io.darkroom.benchmarks.harness.Pictures;
import io.darkroom.benchmarks.harness.Run;
import io.darkroom.benchmarks.harness.SamplePicture;
import io.darkroom.benchmarks.harness.UnavailableException;
import io.darkroom.benchmarks.pipeline.SoakSamples.Measure;
import io.darkroom.benchmarks.report.Figures;
import io.darkroom.benchmarks.report.Report;
import io.darkroom.benchmarks.report.Table;
import io.darkroom.benchmarks.report.Trend;
import io.darkroom.benchmarks.report.Trend.Point;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whether anything grows in a Darkroom that is at half of what it can do, for half an hour. */
public final class SoakBenchmark implements Benchmark {
    private static final int AT_A_TIME = 16;
    private static final Duration QUICK = Duration.ofSeconds(60);

    /** The share of the time after which lines are judged: caches are full by then. */
    private static final double SETTLED = 1.0 / 3;

    @Override
    public String name() {
        return "soak";
    }

    @Override
    public String summary() {
        return "heap, file handles, threads and outbox at half of the maximum load: flat or not"
                + " (--minutes N, 30)";
    }

    @Override
    public Report run(Run run) throws InterruptedException {
        var pictures = Pictures.twelveMegapixels(run.photos());
        var endpoints = RunningEndpoints.of(run.state());
        if (endpoints.services().isEmpty()) {
            throw new UnavailableException(
                    "endpoints.json names no services with their pids; this needs a Darkroom"
                            + " started by ./darkroom up");
        }
        Duration duration = run.quick() ? QUICK : Duration.ofMinutes(run.minutes());
        try (var darkroom = RunningDarkroom.find(run);
                var outbox = OutboxRows.open(endpoints.postgres())) {
            maximum(darkroom, pictures, run, "warming up");
            double maximum = maximum(darkroom, pictures, run, "the most that it can do");
            run.progress().step("soak: %s a second".formatted(Figures.of(maximum / 2)));
            var samples = new SoakSamples(endpoints.services(), outbox);
            var load = new SoakLoad(darkroom, pictures, run.size(200, 2), run.progress());
            int published;
            try (var _ = SoakWatch.begin(samples, Duration.ofSeconds(run.size(30, 5)))) {
                published = load.run(maximum / 2, duration);
            }
            draw(run.state().resolve("bench-soak").resolve("soak.png"), samples);
            return report(samples, duration, maximum, published);
        }
    }

    private static double maximum(
            RunningDarkroom darkroom, List<SamplePicture> pictures, Run run, String what)
            throws InterruptedException {
        int count = run.size(120, 4);
        return Load.run(
                        count,
                        AT_A_TIME,
                        index -> {
                            run.progress().count("soak: " + what, index, count);
                            return darkroom.enrich(
                                    pictures.get(index % pictures.size()),
                                    RunningDarkroom.EVERY_DEFAULT_STAGE);
                        })
                .rate();
    }

    private static void draw(Path file, SoakSamples samples) {
        try {
            SoakSheet.write(file, samples.lines());
        } catch (IOException e) {
            throw new UncheckedIOException("The lines could not be drawn into " + file, e);
        }
    }

    private static Report report(
            SoakSamples samples, Duration duration, double maximum, int published) {
        double from = duration.toMillis() / 3.6e6 * SETTLED;
        var rows = new ArrayList<List<String>>();
        samples.lines()
                .forEach((measure, lines) ->
                        lines.forEach((of, points) -> rows.add(row(measure, of, points, from))));
        double rate = published / (duration.toMillis() / 1000.0);
        return new Report(
                "soak: %d minutes at half of the maximum load".formatted(duration.toMinutes()),
                List.of(
                        new Table(
                                List.of("", "of", "flat", "gain an hour", "allowed", "median"),
                                rows),
                        new Table(
                                List.of("load", "over the maximum", "assets/s", "published"),
                                List.of(
                                        List.of(
                                                "every default stage",
                                                Figures.of(rate / maximum),
                                                Figures.of(rate),
                                                Integer.toString(published))))),
                List.of(
                        "Flat: the median of the slopes between all pairs of samples (Theil and"
                                + " Sen), from a third of the time on, is no more in an hour than"
                                + " a tenth of the median, or the least that is allowed. Heap: what"
                                + " is left after a full collection before each sample.",
                        "The maximum: photographs of about 12 megapixels, %d at a time, every"
                                        .formatted(AT_A_TIME)
                                + " default stage. Each upload was followed to its AssetEnriched;"
                                + " all but the last 200 were erased meanwhile."
                                + " bench-soak/soak.png in the state directory shows the lines."));
    }

    private static List<String> row(
            Measure measure, String of, List<Point> points, double settledHours) {
        var settled = points.stream().filter(point -> point.hours() >= settledHours).toList();
        if (settled.size() < 2) {
            throw new UnavailableException("Too few samples of " + measure.title());
        }
        var trend = Trend.of(settled);
        return List.of(
                measure.title(),
                of,
                trend.isFlat(measure.floor()) ? "yes" : "NO",
                Figures.of(trend.perHour()),
                Figures.of(trend.allowed(measure.floor())),
                Figures.of(trend.median()));
    }
}
