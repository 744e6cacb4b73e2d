package io.darkroom.benchmarks.pixels;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_GRAYSCALE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imread;

import io.darkroom.benchmarks.report.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_quality.QualitySSIM;

/**
 * How near written crops come to a {@link Lanczos} of the same box of the whole picture: structural
 * similarity of the luma (Z. Wang et al., Image Quality Assessment, IEEE TIP 2004), 1 where equal.
 * A side says in {@code boxes.tsv} what it cut: the ratio's name, and x, y, width and height in
 * pixels of the original.
 */
final class CropQuality {
    private CropQuality() {}

    /** The similarity of each crop of a picture in a folder. */
    static List<Double> of(Path picture, Path crops) throws IOException {
        var found = new ArrayList<Double>();
        try (var _ = new PointerScope()) {
            var reference = new Lanczos(imread(picture.toString(), IMREAD_GRAYSCALE));
            for (String line : Files.readAllLines(crops.resolve("boxes.tsv"))) {
                String[] cells = line.split("\t", -1);
                Mat crop = imread(crops.resolve(cells[0] + ".jpg").toString(), IMREAD_GRAYSCALE);
                var box =
                        new Lanczos.Box(
                                Double.parseDouble(cells[1]),
                                Double.parseDouble(cells[2]),
                                Double.parseDouble(cells[3]),
                                Double.parseDouble(cells[4]));
                Mat ideal = reference.resized(box, crop.cols(), crop.rows());
                found.add(QualitySSIM.compute(ideal, crop, new Mat()).get(0));
            }
        }
        return found;
    }

    /** The mean of them. */
    static double mean(Samples similarities) {
        return similarities.values().stream().mapToDouble(each -> each).average().orElseThrow();
    }
}
