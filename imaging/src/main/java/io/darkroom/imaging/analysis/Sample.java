package io.darkroom.imaging.analysis;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2Lab;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A small copy of a picture in CIE L*a*b* (D65): L 0 to 100, a and b about -127 to 127, alpha 0 to
 * 1. What is transparent stands on white.
 */
@SuppressWarnings("ArrayRecordComponent") // plain pixels, never compared and never handed out
record Sample(int width, int height, float[] l, float[] a, float[] b, float[] alpha) {
    /** Enough to see subjects and backgrounds, and small enough for plain loops. */
    static final int LONG_SIDE = 128;

    static Sample of(Mat picture) {
        try (var _ = new PointerScope()) {
            var small = Smaller.of(picture, LONG_SIDE);
            return read(small, small.cols(), small.rows());
        }
    }

    private static Sample read(Mat small, int width, int height) {
        int count = width * height;
        int channels = small.channels();
        float[] alpha = new float[count];
        float[] bgr = new float[count * 3];
        byte[] in = new byte[count * channels];
        small.data().get(in);
        for (int i = 0; i < count; i++) {
            int at = i * channels;
            float opaque = channels == 4 ? (in[at + 3] & 0xff) / 255f : 1f;
            alpha[i] = opaque;
            for (int c = 0; c < 3; c++) {
                float value = (in[at + (channels == 1 ? 0 : c)] & 0xff) / 255f;
                bgr[i * 3 + c] = value * opaque + 1 - opaque;
            }
        }
        return lab(bgr, alpha, width, height);
    }

    private static Sample lab(float[] bgr, float[] alpha, int width, int height) {
        int count = width * height;
        float[] l = new float[count];
        float[] a = new float[count];
        float[] b = new float[count];
        var mat =
                new Mat(
                        height,
                        width,
                        org.bytedeco.opencv.global.opencv_core.CV_MAKETYPE(CV_32F, 3));
        float[] lab = new float[count * 3];
        new FloatPointer(mat.data()).put(bgr);
        cvtColor(mat, mat, COLOR_BGR2Lab);
        new FloatPointer(mat.data()).get(lab);
        for (int i = 0; i < count; i++) {
            l[i] = lab[3 * i];
            a[i] = lab[3 * i + 1];
            b[i] = lab[3 * i + 2];
        }
        return new Sample(width, height, l, a, b, alpha);
    }

    int size() {
        return l.length;
    }

    /** Distance of two colours, in units of which about 2.3 can just be seen (CIE76). */
    double distance(int i, double l2, double a2, double b2) {
        return Math.sqrt(
                (l[i] - l2) * (l[i] - l2) + (a[i] - a2) * (a[i] - a2) + (b[i] - b2) * (b[i] - b2));
    }

    double chroma(int i) {
        return Math.hypot(a[i], b[i]);
    }

    /** Hue angle in degrees, 0 to 360: about 40 red, 90 yellow, 140 green, 280 blue, 330 purple. */
    double hue(int i) {
        double degrees = Math.toDegrees(Math.atan2(b[i], a[i]));
        return degrees < 0 ? degrees + 360 : degrees;
    }

    /** Whether enough is transparent that the alpha itself shows the subject. */
    boolean cutOut() {
        int clear = 0;
        for (float value : alpha) {
            clear += value < 0.5f ? 1 : 0;
        }
        return clear > size() * 0.05;
    }
}
