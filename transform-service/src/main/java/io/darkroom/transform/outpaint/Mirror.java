package io.darkroom.transform.outpaint;

/** Coordinates reflected at both ends of an interval, as often as needed. */
final class Mirror {
    private Mirror() {}

    /** The place within 0 to length - 1 that {@code at} reflects to. */
    static int fold(int at, int length) {
        if (length == 1) {
            return 0;
        }
        int period = 2 * (length - 1);
        int folded = Math.floorMod(at, period);
        return folded < length ? folded : period - folded;
    }
}
