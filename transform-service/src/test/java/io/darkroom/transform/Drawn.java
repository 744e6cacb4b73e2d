package io.darkroom.transform;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC4;
import static org.bytedeco.opencv.global.opencv_imgproc.FILLED;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_8;
import static org.bytedeco.opencv.global.opencv_imgproc.circle;

import io.darkroom.imaging.Encoding;
import io.darkroom.imaging.ImageEncoder;
import io.darkroom.imaging.Picture;
import java.util.Random;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;

/** Pictures for tests. */
public final class Drawn {
    private Drawn() {}

    /** A red disc on an even grey. */
    public static Picture disc(int width, int height) {
        var mat = new Mat(height, width, CV_8UC3, new Scalar(200, 200, 200, 0));
        dot(mat, new Scalar(30, 30, 200, 255));
        return Picture.of(mat);
    }

    /** A red disc on nothing. */
    public static Picture cutOut(int width, int height) {
        var mat = new Mat(height, width, CV_8UC4, new Scalar(0, 0, 0, 0));
        dot(mat, new Scalar(30, 30, 200, 255));
        return Picture.of(mat);
    }

    /** A red disc on gravel: grains of three pixels in many greys. */
    public static Picture gravel(int width, int height) {
        var random = new Random(3);
        byte[] bytes = new byte[width * height * 3];
        byte[] grains = new byte[(width / 3 + 1) * (height / 3 + 1)];
        random.nextBytes(grains);
        for (int i = 0; i < width * height; i++) {
            int grain = grains[(i / width / 3) * (width / 3 + 1) + i % width / 3] & 0x7f;
            for (int c = 0; c < 3; c++) {
                bytes[i * 3 + c] = (byte) (60 + grain);
            }
        }
        var mat = new Mat(height, width, CV_8UC3);
        mat.data().put(bytes);
        dot(mat, new Scalar(30, 30, 200, 255));
        return Picture.of(mat);
    }

    private static void dot(Mat mat, Scalar colour) {
        int radius = Math.max(1, mat.rows() / 6);
        circle(mat, new Point(mat.cols() / 2, mat.rows() / 2), radius, colour, FILLED, LINE_8, 0);
    }

    /** As a file, and closed. */
    public static byte[] file(Picture picture, Encoding encoding) {
        try (picture) {
            return ImageEncoder.encode(picture, encoding);
        }
    }
}
