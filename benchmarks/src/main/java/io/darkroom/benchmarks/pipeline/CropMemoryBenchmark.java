package io.darkroom.benchmarks.pipeline;

import io.darkroom.benchmarks.harness.Benchmark;
import io.darkroom.benchmarks.harness.Run;
import io.darkroom.benchmarks.harness.SamplePicture;
import io.darkroom.benchmarks.harness.UnavailableException;
import io.darkroom.benchmarks.pixels.SizedPhotos;
import io.darkroom.benchmarks.report.Figures;
import io.darkroom.benchmarks.report.Report;
import io.darkroom.benchmarks.report.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * Resident memory of transform-service while it crops and extends many large pictures, and then
 * many more small ones, a row for each part of them.
 */
public final class CropMemoryBenchmark implements Benchmark {
    private static final String SERVICE = "transform";
    private static final int AT_A_TIME = 8;
    private static final int LARGE = 24;
    private static final double SMALL = 0.3;
    private static final double ALLOWED = 1 << 30;

    /** An extension takes as long as forty crops. */
    private static final int EXTENDED = 5;

    private static final String CROPS = "{\"stages\": [\"smart-crop\"], \"moderation\": \"skip\"}";
    private static final String CROPS_AND_EXTENSION =
            "{\"stages\": [\"smart-crop\", \"outpaint\"], \"moderation\": \"skip\","
                    + " \"outpaint\": {\"aspectRatio\": \"16:9\","
                    + " \"instruction\": \"continue the ground\"}}";

    @Override
    public String name() {
        return "crop-memory";
    }

    @Override
    public String summary() {
        return "resident memory of transform-service over 200 pictures of 24 megapixels and 2,000"
                + " small ones";
    }

    /**
     * What is sent.
     *
     * @param count pictures in all
     * @param part of them that make a row
     * @param extended whether some are extended, too
     */
    private record Series(
            String title, List<SamplePicture> pictures, int count, int part, boolean extended) {
        String request(int picture) {
            return extended && picture % EXTENDED == 0 ? CROPS_AND_EXTENSION : CROPS;
        }
    }

    /** What was seen when a part of a series was done. */
    private record Seen(String title, int done, int failed, ResidentMemory memory) {}

    @Override
    public Report run(Run run) throws InterruptedException {
        long process = process(run);
        var seen = new ArrayList<Seen>();
        seen.add(new Seen("before", 0, 0, ResidentMemory.of(process)));
        int large = run.size(200, 4);
        int small = run.size(2000, 8);
        try (var darkroom = RunningDarkroom.find(run)) {
            var some = new Series("24 MP", pictures(run, LARGE), large, large / 4, true);
            send(run, darkroom, process, some, seen);
            var many = new Series("0.3 MP", pictures(run, SMALL), small, small / 4, false);
            send(run, darkroom, process, many, seen);
        }
        if (process(run) != process) {
            throw new IllegalStateException(
                    "transform-service was started again in between; its log says why");
        }
        return report(seen);
    }

    private static long process(Run run) {
        var service = RunningEndpoints.of(run.state()).services().get(SERVICE);
        if (service == null) {
            throw new UnavailableException(
                    "endpoints.json names no process of transform-service; this needs a Darkroom"
                            + " started by ./darkroom up");
        }
        return service.pid();
    }

    private static List<SamplePicture> pictures(Run run, double megapixels) {
        if (!Files.isDirectory(run.photos())) {
            throw new UnavailableException("No photographs in " + run.photos() + ": set --photos");
        }
        try {
            var folder = run.state().resolve("bench-crops");
            var pictures = new ArrayList<SamplePicture>();
            for (var file : SizedPhotos.of(run.photos(), folder, megapixels)) {
                pictures.add(SamplePicture.of(file));
            }
            return pictures;
        } catch (IOException e) {
            throw new UncheckedIOException("The photographs cannot be prepared", e);
        }
    }

    private static void send(
            Run run, RunningDarkroom darkroom, long process, Series series, List<Seen> seen)
            throws InterruptedException {
        for (int done = 0; done < series.count; done += series.part) {
            int from = done;
            var ended =
                    Load.run(
                            series.part,
                            AT_A_TIME,
                            index -> {
                                int picture = from + index;
                                run.progress()
                                        .count(
                                                "crop-memory, " + series.title,
                                                picture,
                                                series.count);
                                return darkroom.settle(
                                        series.pictures.get(picture % series.pictures.size()),
                                        series.request(picture));
                            });
            long failed = ended.results().stream().filter(complete -> !complete).count();
            seen.add(
                    new Seen(
                            series.title,
                            done + series.part,
                            Math.toIntExact(failed),
                            ResidentMemory.of(process)));
        }
    }

    private static Report report(List<Seen> seen) {
        var rows =
                seen.stream()
                        .map(each ->
                                List.of(
                                        each.title,
                                        Integer.toString(each.done),
                                        Integer.toString(each.failed),
                                        mebibytes(each.memory.now()),
                                        mebibytes(each.memory.peak()),
                                        Figures.of(each.memory.peak() / ALLOWED)))
                        .toList();
        return new Report(
                "crop-memory: what transform-service holds of the machine's memory",
                List.of(
                        new Table(
                                List.of(
                                        "pictures",
                                        "done",
                                        "failed",
                                        "resident, MiB",
                                        "peak so far, MiB",
                                        "peak over 1 GiB"),
                                rows)),
                List.of(
                        "Three crops of each picture, and every fifth of the large ones extended to"
                                + " 16:9; %d at a time. Local mode gives the service a heap of 512"
                                        .formatted(AT_A_TIME)
                                + " MB.",
                        "Resident is what was held when the part was done; from part to part of one"
                                + " kind of pictures it is to stay where it is."));
    }

    private static String mebibytes(long bytes) {
        return Long.toString(Math.round(bytes / (double) (1 << 20)));
    }
}
