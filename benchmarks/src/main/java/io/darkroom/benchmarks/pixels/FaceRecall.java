package io.darkroom.benchmarks.pixels;

import io.darkroom.imaging.ImageDecoder;
import io.darkroom.imaging.ImageLimits;
import io.darkroom.imaging.analysis.Analyser;
import io.darkroom.imaging.analysis.Face;
import io.darkroom.imaging.analysis.Region;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;

/**
 * How many of the labelled faces are found, and what else is taken for one: by what the stage uses,
 * and by one frontal cascade alone ({@link OneCascade}). What is found counts where it covers a
 * third of what it and the label cover together.
 */
final class FaceRecall {
    private static final double SAME = 1 / 3.0;

    /** What the stage decodes to for these crops. */
    private static final int SHORT_SIDE = 1080;

    private final Map<String, List<Region>> labels = new HashMap<>();

    FaceRecall() throws IOException {
        try (var in =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        FaceRecall.class.getResourceAsStream("faces.csv")),
                                StandardCharsets.UTF_8))) {
            in.lines().filter(line -> !line.startsWith("#")).forEach(this::label);
        }
    }

    private void label(String line) {
        String[] cells = line.split(",", -1);
        labels.computeIfAbsent(cells[0], _ -> new ArrayList<>())
                .add(
                        new Region(
                                Double.parseDouble(cells[1]),
                                Double.parseDouble(cells[2]),
                                Double.parseDouble(cells[3]),
                                Double.parseDouble(cells[4])));
    }

    /**
     * A count over pictures.
     *
     * @param found labelled faces that were found
     * @param faces labelled ones
     * @param others what was taken for a face and is labelled as none
     */
    record Count(int found, int faces, int others) {
        Count plus(Count other) {
            return new Count(found + other.found, faces + other.faces, others + other.others);
        }

        @Override
        public String toString() {
            return "%d of %d, %d false".formatted(found, faces, others);
        }
    }

    /** Of the stage, then of the one cascade. */
    List<Count> of(List<Path> pictures) {
        var stage = new Count(0, 0, 0);
        var alone = new Count(0, 0, 0);
        try (var analyser = new Analyser();
                var cascade = new OneCascade()) {
            for (Path picture : pictures) {
                List<Region> truth = labels.getOrDefault(SizedPhotos.name(picture), List.of());
                try (var _ = new PointerScope();
                        var decoded =
                                ImageDecoder.decode(picture, ImageLimits.DEFAULT, SHORT_SIDE)) {
                    List<Face> faces = analyser.compose(decoded.mat()).faces();
                    stage = stage.plus(count(truth, faces.stream().map(Face::region).toList()));
                    alone = alone.plus(count(truth, cascade.faces(decoded.mat())));
                }
            }
        }
        return List.of(stage, alone);
    }

    static Count count(List<Region> truth, List<Region> found) {
        long hit =
                truth.stream().filter(face -> found.stream().anyMatch(f -> same(face, f))).count();
        long none = found.stream().filter(f -> truth.stream().noneMatch(t -> same(t, f))).count();
        return new Count((int) hit, truth.size(), (int) none);
    }

    private static boolean same(Region one, Region other) {
        double both = one.overlap(other) * Math.min(one.area(), other.area());
        return both >= SAME * (one.area() + other.area() - both);
    }
}
