package io.darkroom.transform.smartcrop;

import io.darkroom.contracts.Box;
import io.darkroom.contracts.Point;
import io.darkroom.contracts.Ratio;
import io.darkroom.imaging.analysis.Region;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the best place for the largest box of a ratio. In this order: a person's focal point near
 * the middle; the largest head whole; the other heads whole; the subject whole; as much of what is
 * salient as fits, with edges that run through as little of it as can be; heads in the upper part
 * of the box with air above them; of a thing that does not fit, the end that matters ({@link
 * Ends}).
 */
final class CropSearch {
    private static final int STEPS = 160;

    /** A person's point stays this near the middle, in lengths of the box, where room allows. */
    private static final double LEEWAY = 0.12;

    /**
     * Boxes begin at a multiple of this many pixels, so that they do in a picture that is decoded
     * at a half, a quarter or an eighth, too, and nothing between pixels has to be guessed.
     */
    private static final int GRID = 8;

    /** Smaller pictures are never decoded at a fraction, and the grid would be coarse in them. */
    private static final int LARGE = 1024;

    private static final double HEAD = 4;
    private static final double CUT = 2;
    private static final double SUBJECT = 0.25;
    private static final double PLACED = 0.3;
    private static final double EYE_LINE = 0.4;

    /** What it costs to cut through the most salient there is, all along one side. */
    private static final double CROSSED = 0.35;

    /** A thing without its top looks worse than one without its foot. */
    private static final double CROSSED_ABOVE = 1.6;

    /** The thickness of a side, in lengths of the picture. */
    private static final double LINE = 0.015;

    /** Of a subject that is taller than the box, this place of the box shows its upper part. */
    private static final double UPPER_PART = 0.46;

    private final int width;
    private final int height;
    private final Interest interest;
    private final Ends ends;

    /**
     * @param width of the upright original in pixels
     * @param height of the upright original in pixels
     */
    CropSearch(int width, int height, Interest interest) {
        this.width = width;
        this.height = height;
        this.interest = interest;
        this.ends = new Ends(interest);
    }

    /**
     * A box and what it is worth.
     *
     * @param score 0 to 1, how much of what matters the box keeps
     * @param keeps what it holds whole: {@code face} (the largest), {@code all-faces} where there
     *     are several, {@code salient-region}, {@code focal-point}
     */
    record Choice(Box box, double score, List<String> keeps) {}

    Choice search(Ratio ratio) {
        Frame frame = Frame.of(width, height, ratio);
        Box best = place(frame, 0.5);
        double highest = value(best);
        for (int step = 0; step <= STEPS; step++) {
            Box box = place(frame, (double) step / STEPS);
            double value = value(box);
            if (value > highest) {
                highest = value;
                best = box;
            }
        }
        return new Choice(best, score(best), keeps(best));
    }

    private Box place(Frame frame, double share) {
        int x = at(width - frame.width(), share);
        int y = at(height - frame.height(), share);
        return new Box(x, y, frame.width(), frame.height());
    }

    /** On the grid but for the far end, which is reached. */
    private int at(int room, double share) {
        int exact = (int) Math.round(room * share);
        int grid = Math.min(width, height) < LARGE ? 1 : GRID;
        return share == 1 ? room : exact - exact % grid;
    }

    private double value(Box box) {
        double value = kept(box) + HEAD * headsKept(box) - CUT * headsCut(box);
        if (interest.subject() != null && holds(box, interest.subject())) {
            value += SUBJECT;
        }
        return value
                - PLACED * misplaced(box)
                - ends.lost(view(box))
                - crossed(box)
                - 100 * tooFarFromChosen(box);
    }

    /** What the sides of the box cut through, as far as it stands out from the picture's mean. */
    private double crossed(Box box) {
        double l = left(box);
        double r = right(box);
        double t = top(box);
        double b = bottom(box);
        return CROSSED_ABOVE * (box.y() == 0 ? 0 : salience(l, t - LINE, r, t + LINE))
                + CROSSED
                        * (box.y() + box.height() == height
                                ? 0
                                : salience(l, b - LINE, r, b + LINE))
                + CROSSED * (box.x() == 0 ? 0 : salience(l - LINE, t, l + LINE, b))
                + CROSSED
                        * (box.x() + box.width() == width ? 0 : salience(r - LINE, t, r + LINE, b));
    }

    private double salience(double left, double top, double right, double bottom) {
        double area =
                (Math.min(1, right) - Math.max(0, left)) * (Math.min(1, bottom) - Math.max(0, top));
        double sum = interest.outline().within(left, top, right, bottom);
        return area <= 0
                ? 0
                : Math.max(0, sum / area - interest.outline().total()) / interest.outline().cells();
    }

    private double kept(Box box) {
        double total = interest.importance().total();
        return total <= 0
                ? 0
                : interest.importance().within(left(box), top(box), right(box), bottom(box))
                        / total;
    }

    /** The largest head counts as much as all others together, and a little more. */
    private double headsKept(Box box) {
        double kept = 0;
        for (int i = 0; i < interest.heads().size(); i++) {
            kept += holds(box, interest.heads().get(i)) ? weight(i) : 0;
        }
        return kept;
    }

    private double weight(int head) {
        return head == 0 ? interest.heads().size() : 1;
    }

    /** Heads that are cut through; one wholly outside is less ugly. */
    private double headsCut(Box box) {
        double cut = 0;
        for (int i = 0; i < interest.heads().size(); i++) {
            Region head = interest.heads().get(i);
            cut += touches(box, head) && !holds(box, head) ? weight(i) * 0.5 : 0;
        }
        return cut;
    }

    /** Distance of the focal point from where it looks best, in lengths of the box. */
    private double misplaced(Box box) {
        Point centre = centre(box);
        boolean eyes = !interest.heads().isEmpty() && interest.chosen() == null;
        double dx = (centre.x() - left(box)) / (right(box) - left(box)) - 0.5;
        double dy = (centre.y() - top(box)) / (bottom(box) - top(box)) - (eyes ? EYE_LINE : 0.5);
        return Math.min(2, Math.hypot(dx, dy));
    }

    /** Where the subject is; of one that is too tall for the box, its upper part. */
    private Point centre(Box box) {
        Region subject = interest.subject();
        if (subject == null || !ends.isTooTall(view(box))) {
            return interest.centre();
        }
        double upper = Math.min(1, subject.y() + UPPER_PART * (bottom(box) - top(box)));
        return new Point(interest.centre().x(), upper);
    }

    private double tooFarFromChosen(Box box) {
        Point chosen = interest.chosen();
        if (chosen == null) {
            return 0;
        }
        double dx = away(chosen.x() * width, box.x(), box.width(), width);
        double dy = away(chosen.y() * height, box.y(), box.height(), height);
        return Math.max(0, Math.max(dx, dy) - LEEWAY);
    }

    /** How much further the box is from the point than it would have to be, in its lengths. */
    private static double away(double point, int start, int length, int full) {
        double ideal = Math.clamp(point - length / 2.0, 0, full - length);
        return Math.abs(start - ideal) / length;
    }

    private double score(Box box) {
        if (interest.heads().isEmpty()) {
            return Math.clamp(kept(box), 0, 1);
        }
        double most = 0;
        for (int i = 0; i < interest.heads().size(); i++) {
            most += weight(i);
        }
        return Math.clamp(0.6 * headsKept(box) / most + 0.4 * kept(box), 0, 1);
    }

    private List<String> keeps(Box box) {
        var keeps = new ArrayList<String>();
        List<Region> heads = interest.heads();
        if (!heads.isEmpty() && holds(box, heads.getFirst())) {
            keeps.add("face");
        }
        if (heads.size() > 1 && heads.stream().allMatch(head -> holds(box, head))) {
            keeps.add("all-faces");
        }
        if (interest.subject() != null && holds(box, interest.subject())) {
            keeps.add("salient-region");
        }
        if (interest.chosen() != null && holds(box, interest.chosen())) {
            keeps.add("focal-point");
        }
        return keeps;
    }

    /** Whether a region lies within, but for a pixel of rounding. */
    private boolean holds(Box box, Region region) {
        return region.x() >= left(box) - 1.0 / width
                && region.right() <= right(box) + 1.0 / width
                && region.y() >= top(box) - 1.0 / height
                && region.bottom() <= bottom(box) + 1.0 / height;
    }

    private boolean holds(Box box, Point point) {
        return point.x() >= left(box)
                && point.x() <= right(box)
                && point.y() >= top(box)
                && point.y() <= bottom(box);
    }

    private boolean touches(Box box, Region region) {
        return region.x() < right(box)
                && region.right() > left(box)
                && region.y() < bottom(box)
                && region.bottom() > top(box);
    }

    private Region view(Box box) {
        return new Region(left(box), top(box), right(box) - left(box), bottom(box) - top(box));
    }

    private double left(Box box) {
        return (double) box.x() / width;
    }

    private double top(Box box) {
        return (double) box.y() / height;
    }

    private double right(Box box) {
        return (double) (box.x() + box.width()) / width;
    }

    private double bottom(Box box) {
        return (double) (box.y() + box.height()) / height;
    }
}
