package io.darkroom.benchmarks.pixels;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imread;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imwrite;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** Every photo with its crops, sharp's in the row below ours: a page, and the same as one PNG. */
final class CropSheet {
    static final List<String> RATIOS = List.of("1x1", "16x9", "4x5");
    private static final int CELL = 220;

    private CropSheet() {}

    /**
     * Writes {@code crops.html} and {@code crops.png}.
     *
     * @param names of the folders below {@code ours} and {@code sharp} that hold the crops
     */
    static void write(Path folder, List<String> names) throws IOException {
        var page = new StringBuilder("<!doctype html><meta charset=utf-8><title>Crops</title>\n");
        page.append("<style>img{height:180px;margin:4px}td{white-space:nowrap}</style><table>\n");
        try (PointerScope _ = new PointerScope()) {
            Mat sheet =
                    new Mat(
                            names.size() * CELL,
                            2 * RATIOS.size() * CELL,
                            opencv_core.CV_8UC3,
                            new Scalar(255, 255, 255, 0));
            for (int row = 0; row < names.size(); row++) {
                String name = names.get(row);
                page.append("<tr><td>").append(name);
                for (int column = 0; column < 2 * RATIOS.size(); column++) {
                    String side = column < RATIOS.size() ? "ours" : "sharp";
                    String file =
                            side + "/" + name + "/" + RATIOS.get(column % RATIOS.size()) + ".jpg";
                    page.append("<td><img src='")
                            .append(file)
                            .append("' alt='")
                            .append(side)
                            .append("'>");
                    cell(sheet, folder.resolve(file), column * CELL, row * CELL);
                }
                page.append("\n");
            }
            imwrite(folder.resolve("crops.png").toString(), sheet);
        }
        Files.writeString(folder.resolve("crops.html"), page);
    }

    private static void cell(Mat sheet, Path file, int x, int y) {
        Mat crop = imread(file.toString(), IMREAD_COLOR);
        double scale = (CELL - 6.0) / Math.max(crop.cols(), crop.rows());
        var size = new Size((int) (crop.cols() * scale), (int) (crop.rows() * scale));
        Mat small = new Mat();
        resize(crop, small, size, 0, 0, INTER_AREA);
        small.copyTo(new Mat(sheet, new Rect(x, y, small.cols(), small.rows())));
    }
}
