package io.darkroom.transform.outpaint;

/** Which pixels of a finished picture are the original's own; all others were made. */
@FunctionalInterface
interface Kept {
    boolean at(int x, int y);
}
