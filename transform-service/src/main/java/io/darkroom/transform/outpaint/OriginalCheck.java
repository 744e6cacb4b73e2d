package io.darkroom.transform.outpaint;

import io.darkroom.contracts.Box;
import io.darkroom.contracts.Finding;
import java.util.Optional;

/** Compares the original's pixels with what the finished picture has in their place. */
final class OriginalCheck {
    private OriginalCheck() {}

    /** A finding around every pixel that differs in any channel. */
    static Optional<Finding> changed(Guard.Subject subject) {
        Box place = subject.canvas().placement();
        int left = Integer.MAX_VALUE;
        int top = Integer.MAX_VALUE;
        int right = -1;
        int bottom = -1;
        for (int y = 0; y < place.height(); y++) {
            for (int x = 0; x < place.width(); x++) {
                int atX = x + place.x();
                int atY = y + place.y();
                if (subject.kept().at(atX, atY) && differs(subject, x, y, atX, atY)) {
                    left = Math.min(left, atX);
                    right = Math.max(right, atX);
                    top = Math.min(top, atY);
                    bottom = Math.max(bottom, atY);
                }
            }
        }
        if (right < 0) {
            return Optional.empty();
        }
        var box = new Box(left, top, right - left + 1, bottom - top + 1);
        return Optional.of(
                new Finding(
                        "guard-original-changed",
                        box,
                        "Pixels of the original are not as they were."));
    }

    private static boolean differs(Guard.Subject subject, int x, int y, int atX, int atY) {
        for (int c = 0; c < 3; c++) {
            if (subject.original().at(x, y, c) != subject.picture().at(atX, atY, c)) {
                return true;
            }
        }
        return false;
    }
}
