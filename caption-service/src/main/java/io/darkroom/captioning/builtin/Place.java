package io.darkroom.captioning.builtin;

import io.darkroom.imaging.analysis.Region;

/** Where the middle of something lies, by thirds. */
enum Place {
    TOP_LEFT,
    TOP,
    TOP_RIGHT,
    LEFT,
    CENTRE,
    RIGHT,
    BOTTOM_LEFT,
    BOTTOM,
    BOTTOM_RIGHT;

    static Place of(Region region) {
        return values()[3 * third(region.centreY()) + third(region.centreX())];
    }

    private static int third(double fraction) {
        return fraction < 0.36 ? 0 : fraction > 0.64 ? 2 : 1;
    }
}
