package io.darkroom.transform.outpaint;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.connectedComponentsWithStats;

import io.darkroom.contracts.Box;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Finds what is like a logo: a small, compact patch in a strong colour that the original does not
 * have anywhere.
 */
final class GraphicFinder {
    private static final int LONG_SIDE = 400;
    private static final int SHIFT = 5;
    private static final int SIDE = 256 >> SHIFT;
    private static final int STRONG = 60;
    private static final double LEAST = 0.0008;
    private static final double MOST = 0.04;
    private static final double COMPACT = 0.3;

    private GraphicFinder() {}

    static List<Box> find(Raster picture, Kept kept) {
        double scale =
                Math.min(1, (double) LONG_SIDE / Math.max(picture.width(), picture.height()));
        int w = Math.max(1, (int) (picture.width() * scale));
        int h = Math.max(1, (int) (picture.height() * scale));
        Raster small = picture.resized(w, h);
        boolean[] known = known(small, kept, scale);
        byte[] strange = new byte[w * h];
        for (int i = 0; i < strange.length; i++) {
            int row = i / w;
            boolean made = !kept.at((int) (i % w / scale), (int) (row / scale));
            strange[i] = (byte) (made && strong(small, i) && !known[bin(small, i)] ? 255 : 0);
        }
        return boxes(strange, w, h, scale);
    }

    /** Colours of the original, each with its neighbours. */
    private static boolean[] known(Raster small, Kept kept, double scale) {
        boolean[] known = new boolean[SIDE * SIDE * SIDE];
        int w = small.width();
        for (int i = 0; i < w * small.height(); i++) {
            int row = i / w;
            if (!kept.at((int) (i % w / scale), (int) (row / scale))) {
                continue;
            }
            int bin = bin(small, i);
            for (int d = 0; d < 27; d++) {
                int b = bin / SIDE / SIDE + d / 9 - 1;
                int g = bin / SIDE % SIDE + d / 3 % 3 - 1;
                int r = bin % SIDE + d % 3 - 1;
                if (Math.min(Math.min(b, g), r) >= 0 && Math.max(Math.max(b, g), r) < SIDE) {
                    known[(b * SIDE + g) * SIDE + r] = true;
                }
            }
        }
        return known;
    }

    private static int bin(Raster small, int i) {
        int b = (small.bgr()[i * 3] & 0xff) >> SHIFT;
        int g = (small.bgr()[i * 3 + 1] & 0xff) >> SHIFT;
        int r = (small.bgr()[i * 3 + 2] & 0xff) >> SHIFT;
        return (b * SIDE + g) * SIDE + r;
    }

    private static boolean strong(Raster small, int i) {
        int b = small.bgr()[i * 3] & 0xff;
        int g = small.bgr()[i * 3 + 1] & 0xff;
        int r = small.bgr()[i * 3 + 2] & 0xff;
        return Math.max(Math.max(b, g), r) - Math.min(Math.min(b, g), r) > STRONG;
    }

    private static List<Box> boxes(byte[] strange, int w, int h, double scale) {
        try (var _ = new PointerScope()) {
            var mask = new Mat(h, w, CV_8UC1);
            mask.data().put(strange);
            var stats = new Mat();
            int count = connectedComponentsWithStats(mask, new Mat(), stats, new Mat());
            int[] n = new int[count * 5];
            new IntPointer(stats.data()).get(n);
            var boxes = new ArrayList<Box>();
            for (int i = 5; i < n.length; i += 5) {
                double area = (double) n[i + 4] / w / h;
                double fill = (double) n[i + 4] / n[i + 2] / n[i + 3];
                if (area > LEAST && area < MOST && fill > COMPACT) {
                    boxes.add(
                            new Box(
                                    (int) (n[i] / scale),
                                    (int) (n[i + 1] / scale),
                                    Math.max(1, (int) (n[i + 2] / scale)),
                                    Math.max(1, (int) (n[i + 3] / scale))));
                }
            }
            return boxes;
        }
    }
}
