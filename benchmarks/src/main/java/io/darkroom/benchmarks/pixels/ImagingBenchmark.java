package io.darkroom.benchmarks.pixels;

import io.darkroom.benchmarks.harness.Benchmark;
import io.darkroom.benchmarks.harness.Pictures;
import io.darkroom.benchmarks.harness.Run;
import io.darkroom.benchmarks.harness.SamplePicture;
import io.darkroom.benchmarks.report.Figures;
import io.darkroom.benchmarks.report.Report;
import io.darkroom.benchmarks.report.Samples;
import io.darkroom.benchmarks.report.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Pixel work on one thread, each job beside the JDK's way of doing it: both sides of a job run one
 * after the other, so that what changes on the machine meets both.
 */
public final class ImagingBenchmark implements Benchmark {
    private static final String NONE = "–";

    @Override
    public String name() {
        return "imaging";
    }

    @Override
    public String summary() {
        return "probe, decode, resize, encode, hash, analysis, against the JDK's ImageIO";
    }

    @Override
    public Report run(Run run) {
        var picture = Pictures.twelveMegapixels(run.photos()).getFirst();
        Path file = stored(picture);
        try {
            return report(picture, measured(new PixelRunner(file, run.quick()), run));
        } finally {
            delete(file);
        }
    }

    private static List<List<String>> measured(PixelRunner runner, Run run) {
        var rows = new ArrayList<List<String>>();
        for (Job job : Job.values()) {
            run.progress()
                    .step(
                            "imaging: %s (%d of %d)"
                                    .formatted(job.title(), rows.size() + 1, Job.values().length));
            rows.add(row(job, runner));
        }
        return rows;
    }

    private static List<String> row(Job job, PixelRunner runner) {
        Samples darkroom = runner.milliseconds(DarkroomPixels.class, job);
        if (!job.isInJdk()) {
            return List.of(job.title(), NONE, NONE, time(darkroom), NONE);
        }
        Samples jdk = runner.milliseconds(JdkPixels.class, job);
        var faster = jdk.over(darkroom);
        return List.of(job.title(), faster.figure(), faster.spread(), time(darkroom), time(jdk));
    }

    private static String time(Samples milliseconds) {
        return "%s (%s)".formatted(Figures.of(milliseconds.median()), Figures.spread(milliseconds));
    }

    private static Report report(SamplePicture picture, List<List<String>> rows) {
        var table =
                new Table(
                        List.of("job", "times as fast", "spread", "Darkroom, ms", "JDK, ms"), rows);
        return new Report(
                "imaging: pixel work on one thread",
                List.of(table),
                List.of(
                        String.format(
                                Locale.ROOT,
                                "Picture: %s, %.1f megapixels, %d KiB.",
                                picture.name(),
                                picture.pixels() / 1e6,
                                picture.bytes().length / 1024),
                        "Times as fast: the JDK's median over Darkroom's; its spread is the widest"
                                + " that the quartiles of both allow.",
                        "Darkroom probes a file to its end and gives upright sRGB pixels, resized"
                            + " by area; the JDK reads the header only, leaves pixels as they lie,"
                            + " and resizes bilinearly."));
    }

    private static Path stored(SamplePicture picture) {
        try {
            return Files.write(Files.createTempFile("darkroom-bench", ".jpg"), picture.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException("Could not store the picture for the other process", e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not delete " + file, e);
        }
    }
}
