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
 * may be a face, and looks again at the scale and in the steps of a thorough one only there, and
 * only where there is skin. The hint's single windows count: that neighbours agree would have to be
 * true in wide steps, and is asked of the second look.
 */
final class CascadeSearch implements AutoCloseable {
    private static final double STEP = 1.1;
    private static final int NEIGHBOURS = 3;

    /** A second look has fewer windows that could agree. */
    private static final int NEIGHBOURS_AGAIN = 2;

    private static final int SMALLEST = 24;

    /** The trained window, which nothing smaller can match. */
    private static final int WINDOW = 20;

    private final CascadeClassifier cascade;
    private final CascadeClassifier hint;
    private final int hintSide;
    private final double hintStep;

    /**
     * @param cascade that decides
     * @param hint that says where to look; may be the same
     * @param hintSide long side in pixels of the picture that the hint sees, in which a face has 24
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

    /** Boxes in pixels of the view. */
    List<Box> boxes(FaceView view, FaceDetector.Effort effort) {
        boolean quick = effort == FaceDetector.Effort.QUICK;
        double smallest = (double) SMALLEST / (quick ? hintSide : FaceView.LONG_SIDE);
        return view.skin()
                .where(smallest)
                .map(view::box)
                .map(area -> quick ? quick(view, area) : thorough(view, area))
                .orElse(List.of());
    }

    private List<Box> thorough(FaceView view, Rect area) {
        var part = new Mat(view.even(), area);
        return search(cascade, part, STEP, NEIGHBOURS, SMALLEST, 0).stream()
                .map(box -> box.moved(area.x(), area.y()))
                .toList();
    }

    private List<Box> quick(FaceView view, Rect area) {
        var part = new Mat(view.even(), area);
        double scale = Math.min(1, (double) hintSide / Math.max(view.width(), view.height()));
        int side = Math.max(1, (int) Math.round(Math.max(part.cols(), part.rows()) * scale));
        Mat coarse = scale < 1 ? Smaller.of(part, side) : part;
        var candidates = new Candidates();
        for (Box window : search(hint, coarse, hintStep, 0, SMALLEST, 0)) {
            Rect at = window.rect;
            int length = (int) Math.round(at.width() / scale);
            var there =
                    new Rect(
                            Math.min(area.x() + (int) (at.x() / scale), view.width() - 1),
                            Math.min(area.y() + (int) (at.y() / scale), view.height() - 1),
                            length,
                            length);
            if (view.skinIn(there) >= SkinMap.FACE) {
                candidates.add(there);
            }
        }
        var found = new ArrayList<Box>();
        candidates.groups().forEach(group -> found.addAll(again(view, group)));
        return found;
    }

    /** The thorough search in and around a group of candidates, near their sizes. */
    private List<Box> again(FaceView view, Candidates.Group group) {
        int room = group.longest() / 2;
        int left = Math.max(0, group.left() - room);
        int top = Math.max(0, group.top() - room);
        int right = Math.min(view.width(), group.right() + room);
        int bottom = Math.min(view.height(), group.bottom() + room);
        Mat around = new Mat(view.even(), new Rect(left, top, right - left, bottom - top));
        int least = Math.max(WINDOW, (int) (group.shortest() * 0.7));
        int most = (int) Math.ceil(group.longest() * 1.45);
        return search(cascade, around, STEP, NEIGHBOURS_AGAIN, least, most).stream()
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
