package io.darkroom.imaging.analysis;

import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_core.inRange;
import static org.bytedeco.opencv.global.opencv_core.meanStdDev;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2YCrCb;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.integral;

import java.util.Optional;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/**
 * Where a picture has the colours of skin, by the range of chroma that holds over skin tones (D.
 * Chai, K. N. Ngan, Face Segmentation Using Skin-Color Map, IEEE TCSVT 1999), in a small copy. In
 * black and white it says nothing, and all places will do.
 */
final class SkinMap {
    /** A face shows at least this share of skin. */
    static final double FACE = 0.35;

    private static final double COLOURLESS = 4;
    private static final int LONG_SIDE = 160;

    /** Of the length of a face, its middle, in which nothing but the face should be. */
    static final double INNER = 0.7;

    /** Of the long side: what a detector's box may reach beyond the skin in it. */
    private static final double MARGIN = 0.1;

    private final int width;
    private final int height;

    /** Sums of 255 for each pixel of skin, above and left of each place; null without colours. */
    private final int @Nullable [] sums;

    private SkinMap(int width, int height, int @Nullable [] sums) {
        this.width = width;
        this.height = height;
        this.sums = sums;
    }

    /**
     * The map of a picture.
     *
     * @param picture grey or BGR
     */
    static SkinMap of(Mat picture) {
        Mat map = Smaller.of(picture, LONG_SIDE);
        if (colourless(map)) {
            return new SkinMap(map.cols(), map.rows(), null);
        }
        var mask = new Mat();
        inRange(map, bound(20, 133, 77), bound(255, 178, 127), mask);
        var sum = new Mat();
        integral(mask, sum);
        int[] sums = new int[sum.rows() * sum.cols()];
        new IntPointer(sum.data()).get(sums);
        return new SkinMap(map.cols(), map.rows(), sums);
    }

    /** Turns the small copy into luma and chroma, in place. */
    private static boolean colourless(Mat map) {
        if (map.channels() < 3) {
            return true;
        }
        cvtColor(map, map, COLOR_BGR2YCrCb);
        var deviation = new Mat();
        meanStdDev(map, new Mat(), deviation);
        var values = new DoublePointer(deviation.data());
        return values.get(1) < COLOURLESS && values.get(2) < COLOURLESS;
    }

    /** One value for each channel: of a single value OpenCV would make the bound of all three. */
    private static Mat bound(double luma, double red, double blue) {
        var bound = new Mat(3, 1, CV_64F);
        new DoublePointer(bound.data()).put(luma, red, blue);
        return bound;
    }

    /**
     * The box around all places that show as much skin as a face does, with room around; empty
     * where there is none, so that nobody needs to look for faces.
     *
     * @param smallest face to look for, as a share of the picture's long side
     */
    Optional<Region> where(double smallest) {
        if (sums == null) {
            return Optional.of(new Region(0, 0, 1, 1));
        }
        int longest = Math.max(width, height);
        int side = Math.max(2, (int) Math.round(smallest * INNER * longest));
        double enough = FACE * 255 * side * side;
        int left = width;
        int top = height;
        int right = -1;
        int bottom = -1;
        for (int y = 0; y + side <= height; y++) {
            for (int x = 0; x + side <= width; x++) {
                if (sum(sums, x, y, x + side, y + side) >= enough) {
                    left = Math.min(left, x);
                    top = Math.min(top, y);
                    right = Math.max(right, x + side);
                    bottom = Math.max(bottom, y + side);
                }
            }
        }
        double room = MARGIN * longest;
        return right < 0
                ? Optional.empty()
                : Optional.of(
                        Region.ofPixels(
                                left - room,
                                top - room,
                                right - left + 2 * room,
                                bottom - top + 2 * room,
                                width,
                                height));
    }

    /** Share of skin-like pixels, 0 to 1; 1 in black and white. */
    double share(Region region) {
        if (sums == null) {
            return 1;
        }
        int left = Math.clamp(Math.round(region.x() * width), 0, width - 1);
        int top = Math.clamp(Math.round(region.y() * height), 0, height - 1);
        int right = Math.clamp(Math.round(region.right() * width), left + 1, width);
        int bottom = Math.clamp(Math.round(region.bottom() * height), top + 1, height);
        return sum(sums, left, top, right, bottom) / 255.0 / ((right - left) * (bottom - top));
    }

    private int sum(int[] table, int left, int top, int right, int bottom) {
        return at(table, right, bottom)
                - at(table, left, bottom)
                - at(table, right, top)
                + at(table, left, top);
    }

    private int at(int[] table, int x, int y) {
        return table[y * (width + 1) + x];
    }
}
