package io.darkroom.transform.outpaint;

/** How plain to see a change between two layers is. */
final class Visibility {
    /** Parts of an edge that are judged on their own: one bad place is enough to be seen. */
    private static final int PARTS = 16;

    private Visibility() {}

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
}
