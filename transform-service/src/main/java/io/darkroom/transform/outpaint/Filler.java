package io.darkroom.transform.outpaint;

import java.util.Optional;

/** One way to make the missing pixels of a canvas. */
interface Filler {
    /** As it is reported, such as {@code patch-match}. */
    String method();

    /** Whether there is detail in what it makes, in which one could see a thing or a face. */
    default boolean detailed() {
        return true;
    }

    /**
     * The whole canvas. What it holds at the original's place is overwritten by the original.
     *
     * @param original the scaled original
     * @return empty where this way would not give a presentable picture
     */
    Optional<Raster> fill(Raster original, Canvas canvas, Background background);
}
