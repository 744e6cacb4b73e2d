package io.darkroom.imaging.analysis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * The cells of a saliency map that belong to the subject: above Otsu's threshold (N. Otsu, A
 * Threshold Selection Method from Gray-Level Histograms, 1979), in the heaviest piece and those
 * nearly as heavy.
 */
record SubjectMask(int width, int height, BitSet cells) {
    private static final double COMPANION = 0.3;
    private static final double LEAST = 0.002;
    private static final double MOST = 0.6;
    private static final double CROWN = 0.125;

    /** The mask; empty where nothing stands out. */
    static SubjectMask of(Grid map) {
        float threshold = otsu(map);
        var pieces = pieces(map, threshold);
        var cells = new BitSet(map.width() * map.height());
        if (!pieces.isEmpty()) {
            double heaviest = weight(map, pieces.getFirst());
            pieces.stream()
                    .filter(piece -> weight(map, piece) >= heaviest * COMPANION)
                    .forEach(cells::or);
        }
        double share = (double) cells.cardinality() / (map.width() * map.height());
        if (share < LEAST || share > MOST) {
            cells.clear();
        }
        return new SubjectMask(map.width(), map.height(), cells);
    }

    private static float otsu(Grid map) {
        int[] histogram = new int[256];
        float[] values = map.values();
        double total = 0;
        for (float value : values) {
            int bin = Math.clamp((int) (value * 255), 0, 255);
            histogram[bin]++;
            total += bin;
        }
        double best = -1;
        int threshold = 128;
        double below = 0;
        double sumBelow = 0;
        for (int bin = 0; bin < 255; bin++) {
            below += histogram[bin];
            sumBelow += (double) bin * histogram[bin];
            double above = values.length - below;
            if (below == 0 || above == 0) {
                continue;
            }
            double apart = sumBelow / below - (total - sumBelow) / above;
            double between = below * above * apart * apart;
            if (between > best) {
                best = between;
                threshold = bin;
            }
        }
        return threshold / 255f;
    }

    private static List<BitSet> pieces(Grid map, float threshold) {
        int w = map.width();
        var seen = new BitSet(w * map.height());
        var pieces = new ArrayList<BitSet>();
        for (int i = 0; i < w * map.height(); i++) {
            if (!seen.get(i) && map.at(i % w, i / w) > threshold) {
                pieces.add(fill(map, threshold, i, seen));
            }
        }
        pieces.sort(Comparator.comparingDouble((BitSet piece) -> weight(map, piece)).reversed());
        return pieces;
    }

    private static BitSet fill(Grid map, float threshold, int from, BitSet seen) {
        int w = map.width();
        var piece = new BitSet(w * map.height());
        var open = new ArrayDeque<Integer>();
        seen.set(from);
        open.add(from);
        while (!open.isEmpty()) {
            int i = open.remove();
            piece.set(i);
            for (int step = 0; step < 4; step++) {
                int x = i % w + (step == 0 ? 1 : step == 1 ? -1 : 0);
                int y = i / w + (step == 2 ? 1 : step == 3 ? -1 : 0);
                if (x < 0 || y < 0 || x >= w || y >= map.height()) {
                    continue;
                }
                int next = y * w + x;
                if (!seen.get(next) && map.at(x, y) > threshold) {
                    seen.set(next);
                    open.add(next);
                }
            }
        }
        return piece;
    }

    /** Saliency in a piece, less where it lies at the picture's edge. */
    private static double weight(Grid map, BitSet piece) {
        double sum = 0;
        for (int i = piece.nextSetBit(0); i >= 0; i = piece.nextSetBit(i + 1)) {
            int x = i % map.width();
            int y = i / map.width();
            double dx = (x + 0.5) / map.width() - 0.5;
            double dy = (y + 0.5) / map.height() - 0.5;
            sum += map.at(x, y) * Math.exp(-2 * (dx * dx + dy * dy));
        }
        return sum;
    }

    boolean isEmpty() {
        return cells.isEmpty();
    }

    double share() {
        return (double) cells.cardinality() / (width * height);
    }

    /** Where across its highest part lies, an eighth of its height: 0 to 1 of the width. */
    double crown() {
        Region region = region();
        int end = (int) Math.ceil((region.y() + region.height() * CROWN) * height) * width;
        double sum = 0;
        int count = 0;
        for (int i = cells.nextSetBit(0); i >= 0 && i < end; i = cells.nextSetBit(i + 1)) {
            sum += i % width + 0.5;
            count++;
        }
        return count == 0 ? 0.5 : sum / count / width;
    }

    Region region() {
        int left = width;
        int top = height;
        int right = 0;
        int bottom = 0;
        for (int i = cells.nextSetBit(0); i >= 0; i = cells.nextSetBit(i + 1)) {
            left = Math.min(left, i % width);
            right = Math.max(right, i % width + 1);
            top = Math.min(top, i / width);
            bottom = Math.max(bottom, i / width + 1);
        }
        return Region.ofPixels(left, top, right - left, bottom - top, width, height);
    }
}
