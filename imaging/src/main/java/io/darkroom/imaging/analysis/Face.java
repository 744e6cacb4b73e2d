package io.darkroom.imaging.analysis;

/**
 * A face that was found, not who it belongs to.
 *
 * @param region from brow to chin, as the detector frames it; hair and neck lie outside
 * @param pose which way it looks
 * @param confidence 0 to 1, from how many overlapping windows agreed and how like skin it is
 */
public record Face(Region region, Pose pose, double confidence) {
    /** Which detector found the face. */
    public enum Pose {
        FRONTAL,
        PROFILE
    }

    public Face {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("face.confidence must be between 0 and 1");
        }
    }

    /** The face with hair, ears and chin: what must not be cut when a head is to stay whole. */
    public Region head() {
        double left = Math.max(0, region.x() - region.width() * 0.2);
        double top = Math.max(0, region.y() - region.height() * 0.4);
        double right = Math.min(1, region.right() + region.width() * 0.2);
        double bottom = Math.min(1, region.bottom() + region.height() * 0.2);
        return new Region(left, top, right - left, bottom - top);
    }
}
