package io.darkroom.transform.outpaint;

/** How plain to see a change between two layers is. */
final class Visibility {
    /** Parts of an edge that are judged on their own: one bad place is enough to be seen. */
    private static final int PARTS = 16;

    private Visibility() {}

    /**
     * Root mean square difference along the cut beyond that of neighbours within the original, in
     * the worst part: what is lost in gravel is seen in a sky.
     */
    static double of(double[][] difference, int[] cut, EdgeView view) {
        double worst = 0;
        int parts = Math.min(PARTS, cut.length);
        for (int part = 0; part < parts; part++) {
            int from = cut.length * part / parts;
            int to = cut.length * (part + 1) / parts;
            double sum = 0;
            for (int line = from; line < to; line++) {
                sum += difference[line][cut[line]];
            }
            double seam = Math.sqrt(sum / (to - from));
            worst = Math.max(worst, seam - texture(view, from, to, difference[0].length));
        }
        return worst;
    }

    /** Mean change from the edge inwards over as much as is added outwards, in its worst part. */
    static double change(EdgeView view) {
        double worst = 0;
        int depth = Math.min(view.added(), view.inside());
        for (int part = 0; part < PARTS; part++) {
            int a = view.length() * (2 * part + 1) / (2 * PARTS);
            double sum = 0;
            for (int d = 1; d <= depth; d++) {
                sum += Math.sqrt(view.difference(a, -d, a, -1));
            }
            worst = Math.max(worst, sum / Math.max(1, depth));
        }
        return worst;
    }

    private static double texture(EdgeView view, int from, int to, int lines) {
        double sum = 0;
        int count = 0;
        for (int a = from; a < to; a += 2) {
            for (int d = 2; d <= Math.min(lines, view.inside()); d++) {
                sum += view.difference(a, -d, a, 1 - d);
                count++;
            }
        }
        return Math.sqrt(sum / Math.max(1, count));
    }
}
