package io.darkroom.imaging.analysis;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.FILLED;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_8;
import static org.bytedeco.opencv.global.opencv_imgproc.circle;
import static org.bytedeco.opencv.global.opencv_imgproc.rectangle;

import java.util.Random;
import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** Pictures drawn for tests; colours are given as red, green, blue. */
final class Painted {
    private Painted() {}

    static Mat plain(int width, int height, int red, int green, int blue) {
        return new Mat(height, width, CV_8UC3, new Scalar(blue, green, red, 0));
    }

    static Mat disc(Mat ground, int x, int y, int radius, int red, int green, int blue) {
        circle(ground, new Point(x, y), radius, new Scalar(blue, green, red, 0), FILLED, LINE_8, 0);
        return ground;
    }

    static Mat box(Mat ground, Rect box, int red, int green, int blue) {
        rectangle(ground, box, new Scalar(blue, green, red, 0), FILLED, LINE_8, 0);
        return ground;
    }

    /** Every pixel of its own colour. */
    static Mat noise(int width, int height) {
        var random = new Random(7);
        var mat = new Mat(height, width, CV_8UC3);
        byte[] bytes = new byte[width * height * 3];
        random.nextBytes(bytes);
        try (UByteIndexer index = mat.createIndexer()) {
            for (int i = 0; i < bytes.length; i++) {
                index.put(0, 0, i, bytes[i] & 0xff);
            }
        }
        return mat;
    }

    static Mat blurred(Mat picture) {
        var out = new Mat();
        GaussianBlur(picture, out, new Size(0, 0), 12);
        return out;
    }
}
