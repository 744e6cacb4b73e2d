package io.darkroom.benchmarks.pixels;

import io.darkroom.benchmarks.harness.Benchmark;
import io.darkroom.benchmarks.harness.Run;
import io.darkroom.benchmarks.harness.UnavailableException;
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
import java.util.Objects;

/**
 * Three crops of each photograph at 2, 12 and 24 megapixels against sharp, one thread each, in
 * alternating rounds of one picture; and a sheet of all crops to look at.
 */
public final class CropsBenchmark implements Benchmark {
    private static final String SHARP = "sharp@0.35.5";
    private static final List<Integer> MEGAPIXELS = List.of(2, 12, 24);

    @Override
    public String name() {
        return "crops";
    }

    @Override
    public String summary() {
        return "smart crops against sharp (npm), with and without faces; writes a contact sheet";
    }

    @Override
    public Report run(Run run) throws InterruptedException {
        if (!Files.isDirectory(run.photos())) {
            throw new UnavailableException("No photographs in " + run.photos() + ": set --photos");
        }
        Path folder = run.state().resolve("bench-crops");
        try {
            Files.createDirectories(folder);
            Files.write(
                    folder.resolve("sharp-crops.mjs"),
                    Objects.requireNonNull(
                                    CropsBenchmark.class.getResourceAsStream("sharp-crops.mjs"))
                            .readAllBytes());
            install(run, folder);
            return measured(run, folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write to " + folder, e);
        }
    }

    private static void install(Run run, Path folder) throws IOException, InterruptedException {
        if (Files.isDirectory(folder.resolve("node_modules/sharp"))) {
            return;
        }
        run.progress().step("crops: installing " + SHARP);
        var npm = new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", SHARP);
        npm.directory(folder.toFile()).redirectErrorStream(true);
        npm.redirectOutput(folder.resolve("npm.log").toFile());
        int failed;
        try {
            failed = npm.start().waitFor();
        } catch (IOException e) {
            failed = 1;
        }
        if (failed != 0) {
            throw new UnavailableException(
                    "npm could not install "
                            + SHARP
                            + "; Node 20 and npm are needed (see "
                            + folder.resolve("npm.log")
                            + ")");
        }
    }

    private static List<String> darkroom(String faces) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                CropDriver.class.getName(),
                faces);
    }

    private static Report measured(Run run, Path folder) throws IOException {
        var speed = new ArrayList<List<String>>();
        for (int megapixels : MEGAPIXELS) {
            List<Path> pictures = SizedPhotos.of(run.photos(), folder, megapixels);
            // New processes for each size, so that each size has its own peak.
            try (var sharp = new CropProcess(List.of("node", "sharp-crops.mjs"), folder);
                    var plain = new CropProcess(darkroom("no-faces"), folder);
                    var faces = new CropProcess(darkroom("faces"), folder)) {
                var sides = List.of(sharp, plain, faces);
                rounds(run, pictures, sides, run.size(3, 1), megapixels);
                List<Samples> times = rounds(run, pictures, sides, run.size(5, 1), megapixels);
                for (int i = 1; i < sides.size(); i++) {
                    speed.add(row(megapixels, i, times, sides));
                }
                if (megapixels == 12) {
                    sheet(folder, pictures, sharp, faces);
                }
            }
        }
        return report(folder, speed);
    }

    private static List<String> row(
            int megapixels, int side, List<Samples> times, List<CropProcess> sides) {
        var ratio = times.getFirst().over(times.get(side));
        return List.of(
                megapixels + " MP, " + (side == 1 ? "without faces" : "with faces"),
                ratio.figure(),
                ratio.spread(),
                Figures.of(sides.get(side).peak() / Math.max(1, sides.getFirst().peak())),
                Figures.of(times.get(side).median()),
                Figures.of(times.getFirst().median()),
                Figures.of(sides.get(side).peak()),
                Figures.of(sides.getFirst().peak()));
    }

    /** For each side, a value a round: milliseconds for all pictures. Who begins changes. */
    private static List<Samples> rounds(
            Run run, List<Path> pictures, List<CropProcess> sides, int rounds, int megapixels) {
        var all = sides.stream().map(_ -> new ArrayList<Double>()).toList();
        for (int round = 0; round < rounds; round++) {
            run.progress()
                    .step("crops: %d MP, round %d of %d".formatted(megapixels, round + 1, rounds));
            double[] sums = new double[sides.size()];
            for (int p = 0; p < pictures.size(); p++) {
                for (int s = 0; s < sides.size(); s++) {
                    int side = (s + p + round) % sides.size();
                    sums[side] += sides.get(side).time(pictures.get(p));
                }
            }
            for (int side = 0; side < sums.length; side++) {
                all.get(side).add(sums[side] / pictures.size());
            }
        }
        return all.stream().map(Samples::new).toList();
    }

    private static void sheet(Path folder, List<Path> pictures, CropProcess sharp, CropProcess ours)
            throws IOException {
        var names = new ArrayList<String>();
        for (Path picture : pictures) {
            String name = picture.getFileName().toString().replace(".jpg", "");
            sharp.write(picture, Files.createDirectories(folder.resolve("sharp").resolve(name)));
            ours.write(picture, Files.createDirectories(folder.resolve("ours").resolve(name)));
            names.add(name);
        }
        CropSheet.write(folder, names);
    }

    private static Report report(Path folder, List<List<String>> speed) {
        var columns =
                List.of(
                        "pictures",
                        "times as fast",
                        "spread",
                        "times the memory",
                        "Darkroom, ms",
                        "sharp, ms",
                        "Darkroom, MiB",
                        "sharp, MiB");
        return new Report(
                "crops: three crops of every photograph, against " + SHARP,
                List.of(new Table(columns, speed)),
                List.of(
                        "One thread each, one picture at a time, in turns; a value is the mean over"
                            + " all photographs in one round, the figure the median of the rounds.",
                        "Both write 1:1, 16:9 and 4:5 with a long side of 1080 as JPEG of quality"
                                + " 82, optimised, 4:2:0; Darkroom also analyses and chooses the"
                                + " boxes.",
                        "Memory is the peak of each process (VmHWM), the runtime included.",
                        "Look at every crop: "
                                + folder.resolve("crops.html")
                                + " (ours left, sharp's right)."));
    }
}
