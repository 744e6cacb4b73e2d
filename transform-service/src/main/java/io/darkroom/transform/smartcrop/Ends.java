package io.darkroom.transform.smartcrop;

import io.darkroom.imaging.analysis.Region;
import org.jspecify.annotations.Nullable;

/**
 * What a box cuts off at the ends of a thing that does not fit into it, in lengths of the box. Of
 * what is too tall the top is kept; of what is too wide the end at which it rises highest, where
 * animals have their heads. Where there are heads, or a person chose a point, those say what is
 * kept, and nothing is lost here.
 */
final class Ends {
    /** Between an end and the side of the box, in lengths of the box. */
    private static final double AIR = 0.04;

    /** The crown lies at an end where it is in this part of the subject's width. */
    private static final double AT_AN_END = 1.0 / 3;

    /** What it costs beside that an end has less air than this at all: it looks cut. */
    private static final double CUT = 0.1;

    private final Interest interest;
    private final @Nullable Region subject;

    Ends(Interest interest) {
        this.interest = interest;
        this.subject =
                interest.heads().isEmpty() && interest.chosen() == null ? interest.subject() : null;
    }

    /**
     * @param view the box, as fractions of the picture
     */
    double lost(Region view) {
        return topLost(view) + sideLost(view) + peakLost(view);
    }

    /** Whether only a part of the subject's height can be shown. */
    boolean isTooTall(Region view) {
        return subject != null && subject.height() > view.height();
    }

    private double topLost(Region view) {
        // What begins at the picture's edge has no top to lose.
        return subject == null || subject.y() <= 0 || !isTooTall(view)
                ? 0
                : share(view.y() - subject.y(), view.height());
    }

    private double sideLost(Region view) {
        if (subject == null || subject.width() * (1 + AIR) <= view.width()) {
            return 0;
        }
        double crown = (interest.crown() - subject.x()) / subject.width();
        double air = AIR * view.width();
        if (crown < AT_AN_END && subject.x() > 0) {
            return cut(view.x() - Math.max(0, subject.x() - air), view.width());
        }
        if (crown > 1 - AT_AN_END && subject.right() < 1) {
            return cut(Math.min(1, subject.right() + air) - view.right(), view.width());
        }
        return 0;
    }

    /** The top of what stands before plain ground, such as the sky, and is cut through. */
    private double peakLost(Region view) {
        boolean told = !interest.heads().isEmpty() || interest.chosen() != null;
        boolean fits = subject != null && !isTooTall(view);
        if (told || fits || view.y() <= 0) {
            return 0;
        }
        // A box that may move up and down has the whole width.
        return share(interest.skyline().cutOff(view.y()), view.height());
    }

    private static double cut(double lost, double length) {
        return lost > 0 ? CUT + share(lost, length) : 0;
    }

    private static double share(double lost, double length) {
        return Math.clamp(lost / length, 0, 1);
    }
}
