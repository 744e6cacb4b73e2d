package io.darkroom.benchmarks.pixels;

import io.darkroom.benchmarks.harness.Benchmark;
import io.darkroom.benchmarks.harness.Run;
import io.darkroom.benchmarks.harness.UnavailableException;
import io.darkroom.benchmarks.report.Report;
import io.darkroom.benchmarks.report.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Three crops of each photograph at 2, 12 and 24 megapixels against sharp, one thread each, in
 * alternating rounds of one picture; and a sheet of all crops to look at.
 */
public final class CropsBenchmark implements Benchmark {
    private static final String SHARP = "sharp@0.35.5";
    private static final List<Integer> MEGAPIXELS = List.of(2, 12, 24);

    /** As Darkroom's images and local mode start every service. */
    private static final Map<String, String> AS_SHIPPED = Map.of("MALLOC_ARENA_MAX", "2");

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

    /** As images start transform-service, but for its heap and the archive. */
    private static List<String> darkroom(String faces) {
        Path root = Run.root();
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + root.resolve("deploy/images/java.options"),
                "@" + root.resolve("deploy/images/transform-service.options"),
                "-Xms32m",
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                CropDriver.class.getName(),
                faces);
    }

    private static Report measured(Run run, Path folder) throws IOException {
        var figures = new CropFigures();
        for (int megapixels : MEGAPIXELS) {
            List<Path> pictures = SizedPhotos.of(run.photos(), folder, megapixels);
            // New processes for each size, so that each size has its own peak.
            try (var sharp = new CropProcess(List.of("node", "sharp-crops.mjs"), folder, Map.of());
                    var plain = new CropProcess(darkroom("no-faces"), folder, AS_SHIPPED);
                    var faces = new CropProcess(darkroom("faces"), folder, AS_SHIPPED)) {
                var sides = Stream.of(sharp, plain, faces).map(CropSide::new).toList();
                rounds(run, pictures, sides, run.size(3, 1), megapixels);
                sides.forEach(CropSide::begin);
                rounds(run, pictures, sides, run.size(5, 1), megapixels);
                figures.speed(megapixels, sides);
                run.progress().step("crops: %d MP, quality and faces".formatted(megapixels));
                figures.quality(megapixels, similarities(folder, pictures, faces, sharp));
                figures.faces(megapixels, new FaceRecall().of(pictures));
            }
        }
        return figures.report(SHARP, folder);
    }

    /** In turns, one picture at a time; who begins changes. */
    private static void rounds(
            Run run, List<Path> pictures, List<CropSide> sides, int rounds, int megapixels) {
        for (int round = 0; round < rounds; round++) {
            run.progress()
                    .step("crops: %d MP, round %d of %d".formatted(megapixels, round + 1, rounds));
            for (int p = 0; p < pictures.size(); p++) {
                for (int s = 0; s < sides.size(); s++) {
                    sides.get((s + p + round) % sides.size()).time(pictures.get(p));
                }
            }
            sides.forEach(side -> side.endRound(pictures.size()));
        }
    }

    /** Of all crops, ours and then sharp's; the sheet shows those of the last size. */
    private static List<Samples> similarities(
            Path folder, List<Path> pictures, CropProcess ours, CropProcess sharp)
            throws IOException {
        var names = new ArrayList<String>();
        var similarities = List.of(new ArrayList<Double>(), new ArrayList<Double>());
        for (Path picture : pictures) {
            String name = SizedPhotos.name(picture);
            Path mine = Files.createDirectories(folder.resolve("ours").resolve(name));
            Path theirs = Files.createDirectories(folder.resolve("sharp").resolve(name));
            ours.write(picture, mine);
            sharp.write(picture, theirs);
            similarities.get(0).addAll(CropQuality.of(picture, mine));
            similarities.get(1).addAll(CropQuality.of(picture, theirs));
            names.add(name);
        }
        CropSheet.write(folder, names);
        return similarities.stream().map(Samples::new).toList();
    }
}
