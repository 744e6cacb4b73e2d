package io.darkroom.benchmarks.pixels;

import io.darkroom.benchmarks.report.Figures;
import io.darkroom.benchmarks.report.Report;
import io.darkroom.benchmarks.report.Samples;
import io.darkroom.benchmarks.report.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tables of {@link CropsBenchmark}. */
final class CropFigures {
    private final List<List<String>> speed = new ArrayList<>();
    private final List<List<String>> memory = new ArrayList<>();
    private final List<List<String>> quality = new ArrayList<>();
    private final List<List<String>> faces = new ArrayList<>();

    /**
     * @param sides sharp, ours without faces, ours with faces
     */
    void speed(int megapixels, List<CropSide> sides) {
        CropSide sharp = sides.getFirst();
        for (CropSide side : sides.subList(1, sides.size())) {
            String name = megapixels + " MP, " + (side == sides.get(1) ? "without" : "with");
            var ratio = sharp.milliseconds().over(side.milliseconds());
            speed.add(
                    List.of(
                            name + " faces",
                            ratio.figure(),
                            ratio.spread(),
                            Figures.of(
                                    sharp.processorMilliseconds() / side.processorMilliseconds()),
                            Figures.of(side.milliseconds().median()),
                            Figures.of(sharp.milliseconds().median()),
                            Figures.of(side.processorMilliseconds()),
                            Figures.of(sharp.processorMilliseconds())));
            double peak = side.process().peak();
            double sharpPeak = sharp.process().peak();
            memory.add(
                    List.of(
                            name + " faces",
                            Figures.of(peak / Math.max(1, sharpPeak)),
                            Figures.of(peak),
                            Figures.of(sharpPeak)));
        }
    }

    /**
     * @param sides similarities of our crops, and of sharp's
     */
    void quality(int megapixels, List<Samples> sides) {
        double ours = CropQuality.mean(sides.get(0));
        double sharp = CropQuality.mean(sides.get(1));
        quality.add(
                List.of(
                        megapixels + " MP",
                        four(ours - sharp),
                        four(ours),
                        four(sharp),
                        four(sides.get(0).values().getFirst()),
                        four(sides.get(1).values().getFirst())));
    }

    private static String four(double similarity) {
        return String.format(Locale.ROOT, "%.4f", similarity);
    }

    /**
     * @param counts of the stage's search, and of one cascade
     */
    void faces(int megapixels, List<FaceRecall.Count> counts) {
        faces.add(List.of(megapixels + " MP", counts.get(0).toString(), counts.get(1).toString()));
    }

    Report report(String sharp, Path folder) {
        return new Report(
                "crops: three crops of every photograph, against " + sharp,
                List.of(
                        new Table(
                                List.of(
                                        "pictures",
                                        "times as fast",
                                        "spread",
                                        "by processor time",
                                        "Darkroom, ms",
                                        "sharp, ms",
                                        "Darkroom, processor ms",
                                        "sharp, processor ms"),
                                speed),
                        new Table(
                                List.of(
                                        "pictures",
                                        "times the memory",
                                        "Darkroom, MiB",
                                        "sharp, MiB"),
                                memory),
                        new Table(
                                List.of(
                                        "pictures",
                                        "SSIM beyond sharp's",
                                        "Darkroom",
                                        "sharp",
                                        "lowest of Darkroom",
                                        "lowest of sharp"),
                                quality),
                        new Table(List.of("pictures", "faces found", "by alt2 alone"), faces)),
                notes(folder));
    }

    private static List<String> notes(Path folder) {
        return List.of(
                "One thread each, one picture at a time, in turns; a value is the mean over all"
                        + " photographs in one round, the figure the median of the rounds."
                        + " Processor time is that of the whole process, all threads of its runtime"
                        + " and the reading of files included.",
                "Both write 1:1, 16:9 and 4:5 with a long side of 1080 as JPEG of quality 82,"
                        + " optimised, 4:2:0; Darkroom also analyses and chooses the boxes.",
                "Memory is the peak of each process (VmHWM), the runtime included: Darkroom's with"
                    + " a heap of 32 MB and, as its images start it, two arenas of the C library"
                    + " (MALLOC_ARENA_MAX=2); sharp's as npm installs it.",
                "SSIM is the mean over all crops, of the luma, against a Lanczos of the whole"
                        + " picture to the same box and size; each side has its own boxes.",
                "Look at every crop: "
                        + folder.resolve("crops.html")
                        + " (ours left, sharp's"
                        + " right).");
    }
}
