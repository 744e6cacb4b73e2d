package io.darkroom.benchmarks.pixels;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A part of a grey picture in another size by the Lanczos filter with three lobes, widened where
 * the picture shrinks: slow, plain, and with edges of the box at fractions of a pixel, as a
 * reference for what is fast.
 */
final class Lanczos {
    private static final int LOBES = 3;

    private final byte[] pixels;
    private final int width;
    private final int height;

    /**
     * @param grey of 8 bits, one channel
     */
    Lanczos(Mat grey) {
        Mat whole = grey.isContinuous() ? grey : grey.clone();
        this.width = whole.cols();
        this.height = whole.rows();
        this.pixels = new byte[width * height];
        whole.data().get(pixels);
    }

    /** A rectangle in pixels, whose sides may lie within one. */
    record Box(double x, double y, double width, double height) {}

    /** The box in this size, in pixels. */
    Mat resized(Box box, int outWidth, int outHeight) {
        Taps across = Taps.of(box.x, box.width, outWidth, width);
        Taps down = Taps.of(box.y, box.height, outHeight, height);
        float[] rows = new float[height * outWidth];
        for (int y = down.first(); y < down.last(); y++) {
            across(y, across, rows, outWidth);
        }
        byte[] out = new byte[outWidth * outHeight];
        for (int y = 0; y < outHeight; y++) {
            down(y, down, rows, outWidth, out);
        }
        var mat = new Mat(outHeight, outWidth, opencv_core.CV_8UC1);
        new BytePointer(mat.data()).put(out);
        return mat;
    }

    private void across(int y, Taps taps, float[] rows, int outWidth) {
        for (int x = 0; x < outWidth; x++) {
            float[] weights = taps.weights[x];
            float sum = 0;
            int at = y * width + taps.starts[x];
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i] * (pixels[at + i] & 0xff);
            }
            rows[y * outWidth + x] = sum;
        }
    }

    private static void down(int y, Taps taps, float[] rows, int outWidth, byte[] out) {
        float[] weights = taps.weights[y];
        for (int x = 0; x < outWidth; x++) {
            float sum = 0;
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i] * rows[(taps.starts[y] + i) * outWidth + x];
            }
            out[y * outWidth + x] = (byte) Math.clamp(Math.round(sum), 0, 255);
        }
    }

    /** For each pixel of a side that comes out: the first that goes in, and all weights. */
    @SuppressWarnings("ArrayRecordComponent") // never compared and never handed out
    private record Taps(int[] starts, float[][] weights) {

        static Taps of(double from, double length, int out, int full) {
            double scale = length / out;
            double reach = LOBES * Math.max(1, scale);
            int[] starts = new int[out];
            float[][] weights = new float[out][];
            for (int i = 0; i < out; i++) {
                double centre = from + (i + 0.5) * scale - 0.5;
                int first = Math.max(0, (int) Math.ceil(centre - reach));
                int last = Math.min(full - 1, (int) Math.floor(centre + reach));
                starts[i] = first;
                weights[i] = weights(first, last, centre, Math.max(1, scale));
            }
            return new Taps(starts, weights);
        }

        private static float[] weights(int first, int last, double centre, double scale) {
            float[] weights = new float[last - first + 1];
            double sum = 0;
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (float) kernel((first + i - centre) / scale);
                sum += weights[i];
            }
            for (int i = 0; i < weights.length; i++) {
                weights[i] /= (float) sum;
            }
            return weights;
        }

        private static double kernel(double x) {
            if (Math.abs(x) < 1e-9) {
                return 1;
            }
            if (Math.abs(x) >= LOBES) {
                return 0;
            }
            double t = Math.PI * x;
            return LOBES * Math.sin(t) * Math.sin(t / LOBES) / (t * t);
        }

        int first() {
            return starts[0];
        }

        int last() {
            return starts[starts.length - 1] + weights[weights.length - 1].length;
        }
    }
}
