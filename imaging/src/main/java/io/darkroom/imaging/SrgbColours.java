package io.darkroom.imaging;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** Pixels of an RGB or grey profile to sRGB, in place and strip by strip. */
final class SrgbColours {

    /** Keeps what lies on the heap at a time to a few megabytes. */
    private static final int STRIP_PIXELS = 1 << 18;

    private static final int[] RGB_TO_BGR = {0, 2, 1, 1, 2, 0};

    private SrgbColours() {}

    static Mat convert(Mat pixels, ColourProfile profile) {
        switch (profile.components()) {
            case 1 -> grey(pixels, profile);
            case 3 -> rgb(pixels, profile);
            default -> {
                // CMYK has its own reader; nothing else gets here.
            }
        }
        return pixels;
    }

    /** 256 greys are all there can be: a table does. */
    private static void grey(Mat pixels, ColourProfile profile) {
        byte[] greys = new byte[256];
        for (int i = 0; i < greys.length; i++) {
            greys[i] = (byte) i;
        }
        byte[] rgb = profile.convert(greys, greys.length);
        byte[] table = new byte[256 * 4];
        for (int i = 0; i < greys.length; i++) {
            for (int channel = 0; channel < 3; channel++) {
                table[4 * i + channel] = rgb[3 * i + 1];
            }
            table[4 * i + 3] = (byte) i;
        }
        Mat lut = new Mat(1, 256, PixelTypes.BGRA);
        lut.data().put(table, 0, table.length);
        opencv_core.LUT(pixels, pixels.channels() == 4 ? lut : withoutAlpha(lut), pixels);
    }

    private static Mat withoutAlpha(Mat bgra) {
        Mat bgr = new Mat();
        opencv_imgproc.cvtColor(bgra, bgr, opencv_imgproc.COLOR_BGRA2BGR);
        return bgr;
    }

    private static void rgb(Mat pixels, ColourProfile profile) {
        if (profile.isSrgb()) {
            return;
        }
        int rows = Math.max(1, STRIP_PIXELS / pixels.cols());
        boolean alpha = pixels.channels() == 4;
        int toRgb = alpha ? opencv_imgproc.COLOR_BGRA2RGB : opencv_imgproc.COLOR_BGR2RGB;
        Mat rgb = new Mat();
        for (int row = 0; row < pixels.rows(); row += rows) {
            Mat strip = pixels.rowRange(row, Math.min(pixels.rows(), row + rows));
            opencv_imgproc.cvtColor(strip, rgb, toRgb);
            byte[] samples = new byte[Math.toIntExact(rgb.total() * 3)];
            BytePointer data = rgb.data();
            data.get(samples);
            data.put(profile.convert(samples, samples.length / 3), 0, samples.length);
            opencv_core.mixChannels(rgb, 1, strip, 1, RGB_TO_BGR, 3);
        }
    }
}
