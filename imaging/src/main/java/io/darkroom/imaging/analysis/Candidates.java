package io.darkroom.imaging.analysis;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Rect;

/** Windows that may show a face, those that overlap together, so that each place is seen once. */
final class Candidates {
    private final List<Group> groups = new ArrayList<>();

    /**
     * Overlapping windows: the box around them, and the lengths of the smallest and the largest.
     *
     * @param left in pixels, as all
     */
    record Group(int left, int top, int right, int bottom, int shortest, int longest) {

        private boolean near(Rect window) {
            int across = Math.min(right, window.x() + window.width()) - Math.max(left, window.x());
            int down = Math.min(bottom, window.y() + window.height()) - Math.max(top, window.y());
            // Much larger and much smaller windows are other faces' business.
            boolean alike = window.width() <= 1.6 * longest && shortest <= 1.6 * window.width();
            return alike
                    && across > 0
                    && down > 0
                    && 2L * across * down > (long) window.width() * window.height();
        }

        private Group with(Rect window) {
            return new Group(
                    Math.min(left, window.x()),
                    Math.min(top, window.y()),
                    Math.max(right, window.x() + window.width()),
                    Math.max(bottom, window.y() + window.height()),
                    Math.min(shortest, window.width()),
                    Math.max(longest, window.width()));
        }
    }

    void add(Rect window) {
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i).near(window)) {
                groups.set(i, groups.get(i).with(window));
                return;
            }
        }
        int length = window.width();
        groups.add(
                new Group(
                        window.x(),
                        window.y(),
                        window.x() + length,
                        window.y() + window.height(),
                        length,
                        length));
    }

    List<Group> groups() {
        return List.copyOf(groups);
    }
}
