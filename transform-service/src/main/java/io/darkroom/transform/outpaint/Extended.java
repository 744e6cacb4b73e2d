package io.darkroom.transform.outpaint;

import io.darkroom.imaging.Picture;

/**
 * A finished picture.
 *
 * @param picture to be closed by whoever holds it
 * @param method how its pixels were made
 * @param detailed whether a thing could be seen in what was made
 * @param kept pixels that are the original's own
 */
record Extended(Picture picture, Canvas canvas, String method, boolean detailed, Kept kept) {}
