package io.darkroom.contracts;

import java.util.List;

/**
 * A crop as data.
 *
 * @param ratio as asked
 * @param box in pixels of the upright original, each side within one pixel of the ratio
 * @param focalPoint fractions of the upright original, the point that this crop was built around
 * @param score 0 to 1, how much of what matters the box keeps
 * @param keeps what the box holds whole, such as {@code face} or {@code salient-region}
 * @param variants names of the files cut from it
 */
public record Crop(
        Ratio ratio,
        Box box,
        Point focalPoint,
        double score,
        List<String> keeps,
        List<String> variants) {
    public Crop {
        Require.present(ratio, "crop.ratio");
        Require.present(box, "crop.box");
        Require.present(focalPoint, "crop.focalPoint");
        Require.fraction(score, "crop.score");
        keeps = Require.list(keeps, "crop.keeps");
        variants = Require.list(variants, "crop.variants");
    }
}
