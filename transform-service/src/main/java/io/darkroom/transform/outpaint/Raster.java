package io.darkroom.transform.outpaint;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** Three channels of 0 to 255 in Java memory, so that plain loops can run over them. */
@SuppressWarnings("ArrayRecordComponent") // pixels, never compared
record Raster(int width, int height, byte[] bgr) {
    static Raster blank(int width, int height) {
        return new Raster(width, height, new byte[width * height * 3]);
    }

    /** Copies a CV_8UC3 matrix. */
    static Raster of(Mat mat) {
        byte[] bytes = new byte[mat.cols() * mat.rows() * 3];
        try (var _ = new PointerScope()) {
            Mat packed = mat.isContinuous() ? mat : mat.clone();
            packed.data().get(bytes);
        }
        return new Raster(mat.cols(), mat.rows(), bytes);
    }

    /** A new CV_8UC3 matrix. */
    Mat toMat() {
        var mat = new Mat(height, width, CV_8UC3);
        mat.data().put(bgr);
        return mat;
    }

    Raster resized(int newWidth, int newHeight) {
        try (var _ = new PointerScope()) {
            var out = new Mat();
            int method = newWidth < width ? INTER_AREA : INTER_LINEAR;
            opencv_imgproc.resize(toMat(), out, new Size(newWidth, newHeight), 0, 0, method);
            return of(out);
        }
    }

    int at(int x, int y, int channel) {
        return bgr[(y * width + x) * 3 + channel] & 0xff;
    }

    void set(int x, int y, int channel, double value) {
        bgr[(y * width + x) * 3 + channel] = (byte) Math.clamp(Math.round(value), 0, 255);
    }

    void copyPixel(int x, int y, Raster from, int fromX, int fromY) {
        System.arraycopy(from.bgr, (fromY * from.width + fromX) * 3, bgr, (y * width + x) * 3, 3);
    }

    /** Writes another raster into this one, pixel by pixel as it is. */
    void paste(Raster other, int x, int y) {
        for (int row = 0; row < other.height; row++) {
            System.arraycopy(
                    other.bgr,
                    row * other.width * 3,
                    bgr,
                    ((y + row) * width + x) * 3,
                    other.width * 3);
        }
    }
}
