package io.darkroom.imaging.analysis;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;

/**
 * The search with one cascade. A quick one asks a hint, in a small picture and in wide steps, what
 * may be a face, and only there looks again at the scale and in the steps of a thorough one.
 */
final class CascadeSearch implements AutoCloseable {
    private static final double STEP = 1.1;
    private static final int NEIGHBOURS = 3;
    private static final int SMALLEST = 24;

    /** Of the long side: what a quick search does not look for below. */
    private static final int QUICK_SHARE = 20;

    /** The trained window, which nothing smaller can match. */
    private static final int WINDOW = 20;

    private final CascadeClassifier cascade;
    private final CascadeClassifier hint;
    private final int hintSide;
    private final double hintStep;

    /**
     * @param cascade that decides
     * @param hint that says where to look; may be the same
     * @param hintSide long side in pixels of the picture that the hint sees
     * @param hintStep factor from one size of window to the next
     */
    CascadeSearch(String cascade, String hint, int hintSide, double hintStep) {
        this.cascade = Cascades.load(cascade);
        this.hint = hint.equals(cascade) ? this.cascade : Cascades.load(hint);
        this.hintSide = hintSide;
        this.hintStep = hintStep;
    }

    /** What the cascade took for a face, and how many windows agreed. */
    record Box(Rect rect, int agreed) {
        Box moved(int x, int y) {
            var there = new Rect(rect.x() + x, rect.y() + y, rect.width(), rect.height());
            return new Box(there, agreed);
        }
    }

    /** Boxes in pixels of the whole picture, of which only an area is searched. */
    List<Box> boxes(Mat even, Rect area, FaceDetector.Effort effort) {
        Mat part = new Mat(even, area);
        double scale = Math.min(1, (double) hintSide / Math.max(even.cols(), even.rows()));
        List<Box> found =
                effort == FaceDetector.Effort.THOROUGH
                        ? search(cascade, part, STEP, NEIGHBOURS, SMALLEST, 0)
                        : quick(part, scale);
        return found.stream().map(box -> box.moved(area.x(), area.y())).toList();
    }

    private List<Box> quick(Mat part, double scale) {
        int side = Math.max(1, (int) Math.round(Math.max(part.cols(), part.rows()) * scale));
        Mat coarse = scale < 1 ? Smaller.of(part, side) : part;
        int smallest = Math.max(WINDOW, hintSide / QUICK_SHARE);
        var found = new ArrayList<Box>();
        for (Box candidate : search(hint, coarse, hintStep, 1, smallest, 0)) {
            found.addAll(again(part, candidate.rect, 1 / scale));
        }
        return found;
    }

    /** The thorough search in and around one candidate, near its size. */
    private List<Box> again(Mat part, Rect candidate, double scale) {
        double side = candidate.width() * scale;
        int left = Math.max(0, (int) (candidate.x() * scale - side / 2));
        int top = Math.max(0, (int) (candidate.y() * scale - side / 2));
        int right = Math.min(part.cols(), (int) (candidate.x() * scale + side * 1.5));
        int bottom = Math.min(part.rows(), (int) (candidate.y() * scale + side * 1.5));
        Mat around = new Mat(part, new Rect(left, top, right - left, bottom - top));
        int least = Math.max(WINDOW, (int) (side * 0.7));
        int most = (int) Math.ceil(side * 1.45);
        return search(cascade, around, STEP, NEIGHBOURS, least, most).stream()
                .map(box -> box.moved(left, top))
                .toList();
    }

    /** A largest of 0 means without bound. */
    private static List<Box> search(
            CascadeClassifier classifier,
            Mat even,
            double step,
            int neighbours,
            int smallest,
            int largest) {
        var boxes = new RectVector();
        var agreed = new IntPointer();
        classifier.detectMultiScale2(
                even,
                boxes,
                agreed,
                step,
                neighbours,
                0,
                new Size(smallest, smallest),
                new Size(largest, largest));
        var found = new ArrayList<Box>();
        for (long i = 0; i < boxes.size(); i++) {
            found.add(new Box(boxes.get(i), agreed.get(i)));
        }
        return found;
    }

    @Override
    public void close() {
        cascade.close();
        hint.close();
    }
}
