package io.darkroom.transform.outpaint;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.NORM_HAMMING;
import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import io.darkroom.contracts.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.DMatchVector;
import org.bytedeco.opencv.opencv_core.DMatchVectorVector;
import org.bytedeco.opencv.opencv_core.KeyPointVector;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_features2d.BFMatcher;
import org.bytedeco.opencv.opencv_features2d.ORB;

/**
 * Finds the subject, or a person, standing in the picture a second time: many of its features (E.
 * Rublee et al., ORB, ICCV 2011) found in what was made, moved alike, as a copy or a reflection has
 * them.
 */
final class CopyFinder {
    private static final int LONG_SIDE = 900;
    private static final int FEATURES = 1500;
    private static final double ALIKE = 0.85;
    private static final float FAR = 48;

    /** Features that must have moved alike. */
    private static final int ENOUGH = 12;

    /** What counts as alike, in pixels of the reduced picture. */
    private static final double CELL = 14;

    private final Raster small;
    private final Kept kept;
    private final Background background;
    private final Box place;
    private final double scale;

    private CopyFinder(Raster small, Kept kept, Background background, Box place, double scale) {
        this.small = small;
        this.kept = kept;
        this.background = background;
        this.place = place;
        this.scale = scale;
    }

    /** The box of a copy, in pixels of the picture. */
    static Optional<Box> find(Raster picture, Kept kept, Background background, Box place) {
        double scale =
                Math.min(1, (double) LONG_SIDE / Math.max(picture.width(), picture.height()));
        Raster small =
                picture.resized(
                        Math.max(1, (int) (picture.width() * scale)),
                        Math.max(1, (int) (picture.height() * scale)));
        var finder = new CopyFinder(small, kept, background, place, scale);
        try (var _ = new PointerScope()) {
            var grey = new Mat();
            cvtColor(small.toMat(), grey, COLOR_BGR2GRAY);
            Mat made = finder.mask(false);
            Mat subject = finder.mask(true);
            return finder.match(grey, subject, false, grey, made)
                    .or(() -> finder.match(grey, subject, true, grey, made));
        }
    }

    /** Where to look: at the subject within the original, or at what was made. */
    private Mat mask(boolean subject) {
        int w = small.width();
        byte[] bytes = new byte[w * small.height()];
        for (int i = 0; i < bytes.length; i++) {
            int row = i / w;
            int x = (int) (i % w / scale);
            int y = (int) (row / scale);
            boolean original = kept.at(x, y);
            double shareX = (x - place.x() + 0.5) / place.width();
            double shareY = (y - place.y() + 0.5) / place.height();
            boolean wanted =
                    subject
                            ? original
                                    && background.subject(shareX, shareY)
                                    && !background.copyable(shareX, shareY)
                            : !original;
            bytes[i] = (byte) (wanted ? 255 : 0);
        }
        var mask = new Mat(small.height(), w, CV_8UC1);
        mask.data().put(bytes);
        return mask;
    }

    private Optional<Box> match(Mat grey, Mat subject, boolean mirrored, Mat whole, Mat made) {
        Mat from = grey;
        Mat fromMask = subject;
        if (mirrored) {
            from = new Mat();
            fromMask = new Mat();
            flip(grey, from, 1);
            flip(subject, fromMask, 1);
        }
        var points = new KeyPointVector();
        var features = new Mat();
        detector().detectAndCompute(from, fromMask, points, features, false);
        var madePoints = new KeyPointVector();
        var madeFeatures = new Mat();
        detector().detectAndCompute(whole, made, madePoints, madeFeatures, false);
        if (features.rows() < ENOUGH || madeFeatures.rows() < ENOUGH) {
            return Optional.empty();
        }
        var matches = new DMatchVectorVector();
        new BFMatcher(NORM_HAMMING, false).knnMatch(features, madeFeatures, matches, 2);
        return moved(matches, points, madePoints, mirrored);
    }

    private static ORB detector() {
        ORB orb = ORB.create();
        orb.setMaxFeatures(FEATURES);
        return orb;
    }

    private record Move(double dx, double dy, double x, double y) {}

    /** The box of the largest group of features that moved by the same way. */
    private Optional<Box> moved(
            DMatchVectorVector matches,
            KeyPointVector points,
            KeyPointVector madePoints,
            boolean mirrored) {
        var moves = new ArrayList<Move>();
        for (long i = 0; i < matches.size(); i++) {
            DMatchVector two = matches.get(i);
            boolean clear =
                    two.size() > 0
                            && two.get(0).distance() < FAR
                            && (two.size() < 2
                                    || two.get(0).distance() < ALIKE * two.get(1).distance());
            if (clear) {
                var a = points.get(two.get(0).queryIdx()).pt();
                var b = madePoints.get(two.get(0).trainIdx()).pt();
                var move = new Move(b.x() - a.x(), b.y() - a.y(), b.x(), b.y());
                // What a model painted around the subject's outline is the subject itself.
                if (mirrored || Math.hypot(move.dx, move.dy) > 2 * CELL) {
                    moves.add(move);
                }
            }
        }
        List<Move> best = List.of();
        for (Move move : moves) {
            List<Move> alike =
                    moves.stream()
                            .filter(other ->
                                    Math.abs(other.dx - move.dx) < CELL
                                            && Math.abs(other.dy - move.dy) < CELL)
                            .toList();
            best = alike.size() > best.size() ? alike : best;
        }
        return best.size() < ENOUGH ? Optional.empty() : Optional.of(around(best));
    }

    private Box around(List<Move> moves) {
        int left = (int) (moves.stream().mapToDouble(Move::x).min().orElse(0) / scale);
        int top = (int) (moves.stream().mapToDouble(Move::y).min().orElse(0) / scale);
        int right = (int) (moves.stream().mapToDouble(Move::x).max().orElse(1) / scale);
        int bottom = (int) (moves.stream().mapToDouble(Move::y).max().orElse(1) / scale);
        return new Box(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
    }
}
