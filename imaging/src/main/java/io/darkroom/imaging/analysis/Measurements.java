package io.darkroom.imaging.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of a picture by measuring, without knowing what it shows.
 *
 * @param shape of the upright picture
 * @param colours that cover at least a twenty-fifth, largest first; what is transparent left out
 * @param light how it is lit
 * @param luminance mean L* of CIE Lab over 100, 0 to 1
 * @param contrast standard deviation of L* over 100, 0 to about 0.5
 * @param saturation mean chroma over 100, 0 to about 1
 * @param monochrome whether it has no colour to speak of
 * @param sharpness variance of the Laplacian over the variance of the lightness, of the sharpest
 *     part; over 0.1 is sharp whatever the size or contrast of the picture
 * @param focus the same as a word
 * @param background how much goes on near the borders
 * @param backgroundEdges mean strength of edges near the borders, 0 to 1
 * @param backgroundColour most of what is not subject
 * @param greenery share of cells coloured like plants, 0 to 1
 * @param sky share of the picture that hangs on its top edge, smooth and coloured like a sky
 * @param subject the one thing that stands out, where one does
 */
public record Measurements(
        Shape shape,
        List<ColourShare> colours,
        Light light,
        double luminance,
        double contrast,
        double saturation,
        boolean monochrome,
        double sharpness,
        Focus focus,
        Background background,
        double backgroundEdges,
        NamedColour backgroundColour,
        double greenery,
        double sky,
        @Nullable Subject subject) {

    public Measurements {
        colours = List.copyOf(colours);
    }

    /** Proportions. */
    public enum Shape {
        LANDSCAPE,
        PORTRAIT,
        SQUARE,
        PANORAMA,
        TALL;

        static Shape of(int width, int height) {
            double ratio = (double) width / height;
            if (ratio >= 2.2) {
                return PANORAMA;
            }
            if (ratio <= 1 / 2.2) {
                return TALL;
            }
            return ratio > 1.05 ? LANDSCAPE : ratio < 0.95 ? PORTRAIT : SQUARE;
        }
    }

    /** Light; the most telling word wins. */
    public enum Light {
        DARK,
        DIM,
        EVEN,
        BRIGHT,
        HIGH_CONTRAST,
        /** A dark foreground before a bright ground. */
        BACK_LIT,
        /** Warm, low light over a good part of the picture. */
        GLOWING
    }

    /** Whether the sharpest part is sharp. */
    public enum Focus {
        SHARP,
        SOFT,
        BLURRED
    }

    /** What is around the subject, or the borders where there is none. */
    public enum Background {
        PLAIN,
        TEXTURED,
        BUSY
    }
}
