package io.darkroom.imaging;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * A 64-bit fingerprint of what a picture looks like: the signs of its lowest frequencies (pHash:
 * Zauner, "Implementation and Benchmarking of Perceptual Image Hash Functions", 2010). Pictures
 * that differ in size or compression only lie within a few bits of each other.
 *
 * @param bits the 64 signs
 */
public record PerceptualHash(long bits) {

    private static final int SAMPLE = 32;
    private static final int KEPT = 8;

    /** Eight pixels to a sample, so that a reduced decode does not show in the hash. */
    private static final int SHORT_SIDE = 256;

    /** Hashes a picture; it stays open and as it was. */
    public static PerceptualHash of(Picture picture) {
        try (PointerScope _ = new PointerScope();
                Picture small = halved(picture);
                Picture flat =
                        small.hasAlpha() ? small.flattened() : small.resized(SAMPLE, SAMPLE)) {
            return new PerceptualHash(signs(frequencies(flat.mat())));
        }
    }

    /** Halving is quick, the mean of an area of any size is not. */
    private static Picture halved(Picture picture) {
        int shortSide = Math.min(picture.width(), picture.height());
        int times = 31 - Integer.numberOfLeadingZeros(Math.max(1, shortSide / SHORT_SIDE));
        return picture.sampled(
                0,
                0,
                picture.width(),
                picture.height(),
                picture.width() >> times,
                picture.height() >> times);
    }

    /**
     * Hashes bytes by a reduced decode.
     *
     * @throws ImageException where they cannot be used
     */
    public static PerceptualHash of(byte[] bytes, ImageLimits limits) {
        try (Picture picture = ImageDecoder.decode(bytes, limits, SHORT_SIDE)) {
            return of(picture);
        }
    }

    /**
     * Hashes a file by a reduced decode; the file's bytes never lie on the heap.
     *
     * @throws ImageException where it cannot be used
     * @throws java.io.UncheckedIOException where it cannot be read
     */
    public static PerceptualHash of(Path file, ImageLimits limits) {
        try (Picture picture = ImageDecoder.decode(file, limits, SHORT_SIDE)) {
            return of(picture);
        }
    }

    /** Reads what {@link #toString()} writes. */
    public static PerceptualHash parse(String hex) {
        if (hex.length() != 16) {
            throw new IllegalArgumentException("A perceptual hash has 16 hexadecimal digits");
        }
        return new PerceptualHash(HexFormat.fromHexDigitsToLong(hex));
    }

    /** How many of the 64 bits differ; up to about 8 is the same picture, 20 and more another. */
    public int distance(PerceptualHash other) {
        return Long.bitCount(bits ^ other.bits);
    }

    /** 16 lower-case hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(bits);
    }

    private static float[] frequencies(Mat bgr) {
        Mat grey = new Mat();
        opencv_imgproc.cvtColor(bgr, grey, opencv_imgproc.COLOR_BGR2GRAY);
        Mat small = new Mat();
        opencv_imgproc.resize(
                grey, small, new Size(SAMPLE, SAMPLE), 0, 0, opencv_imgproc.INTER_AREA);
        Mat samples = new Mat();
        small.convertTo(samples, opencv_core.CV_32F);
        Mat spectrum = new Mat();
        opencv_core.dct(samples, spectrum);
        float[] lowest = new float[KEPT * KEPT];
        for (int row = 0; row < KEPT; row++) {
            new FloatPointer(spectrum.ptr(row)).get(lowest, row * KEPT, KEPT);
        }
        return lowest;
    }

    private static long signs(float[] frequencies) {
        float[] sorted = Arrays.copyOfRange(frequencies, 1, frequencies.length);
        Arrays.sort(sorted);
        float median = sorted[sorted.length / 2];
        long bits = 0;
        for (float frequency : frequencies) {
            bits = bits << 1 | (frequency > median ? 1 : 0);
        }
        return bits;
    }
}
