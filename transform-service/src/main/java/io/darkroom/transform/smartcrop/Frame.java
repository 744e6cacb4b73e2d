package io.darkroom.transform.smartcrop;

import io.darkroom.contracts.Ratio;

/**
 * The size of the largest box of a ratio in a picture.
 *
 * @param width pixels
 * @param height pixels
 */
record Frame(int width, int height) {

    /**
     * The largest box whose sides are each within one pixel of the ratio. Where the picture is too
     * thin for that (a 1 by 1 picture at 16:9), the nearest that there is.
     */
    static Frame of(int pictureWidth, int pictureHeight, Ratio ratio) {
        double wide = ratio.value();
        if (wide >= 1) {
            return lying(pictureWidth, pictureHeight, wide);
        }
        Frame turned = lying(pictureHeight, pictureWidth, 1 / wide);
        return new Frame(/* width= */ turned.height(), /* height= */ turned.width());
    }

    /** The short side is the coarse one, so it is chosen first and the long side made to fit. */
    private static Frame lying(int longest, int shortest, double ratio) {
        int nearest = Math.clamp(Math.round(longest / ratio), 1, shortest);
        int down = nearest * ratio <= longest + 1 ? nearest : Math.max(1, nearest - 1);
        double exact = down * ratio;
        boolean whole = Math.abs(longest - exact) <= 1;
        int across = whole ? longest : Math.clamp(Math.round(exact), 1, longest);
        return new Frame(across, down);
    }
}
