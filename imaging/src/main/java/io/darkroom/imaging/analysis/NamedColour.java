package io.darkroom.imaging.analysis;

import java.util.Locale;

/** The basic colours that people name, and a classifier by lightness, chroma and hue in CIE Lab. */
public enum NamedColour {
    BLACK,
    GREY,
    WHITE,
    RED,
    ORANGE,
    BROWN,
    BEIGE,
    YELLOW,
    GREEN,
    TURQUOISE,
    BLUE,
    PURPLE,
    PINK;

    /** The English word. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the colour has a hue of its own. */
    public boolean coloured() {
        return this != BLACK && this != GREY && this != WHITE;
    }

    /**
     * The name of a colour.
     *
     * @param l lightness, 0 to 100
     * @param chroma 0 to about 130
     * @param hue degrees, 0 to 360
     */
    static NamedColour of(double l, double chroma, double hue) {
        if ((l < 14 && chroma < 20) || l < 7) {
            return BLACK;
        }
        // Shade is bluish: what is a little blue still counts as grey or white.
        double neutral = hue > 215 && hue < 303 ? 13 : 9;
        if (chroma < neutral || (l > 93 && chroma < 12)) {
            return l > 82 ? WHITE : l < 20 ? BLACK : GREY;
        }
        if (hue < 20 || hue >= 345) {
            return l > 55 ? PINK : RED;
        }
        if (hue < 47) {
            return chroma < 28
                    ? (l > 65 ? BEIGE : BROWN)
                    : l > 68 ? PINK : l < 30 && chroma < 35 ? BROWN : RED;
        }
        if (hue < 75) {
            return warm(l, chroma, ORANGE, 60);
        }
        if (hue < 103) {
            return warm(l, chroma, YELLOW, 62);
        }
        return cool(hue);
    }

    private static NamedColour warm(double l, double chroma, NamedColour vivid, double bright) {
        if (chroma < 30) {
            return l > 62 ? BEIGE : BROWN;
        }
        return l < bright - 12 || (l < bright && chroma < 50) ? BROWN : vivid;
    }

    private static NamedColour cool(double hue) {
        if (hue < 175) {
            return GREEN;
        }
        if (hue < 225) {
            return TURQUOISE;
        }
        return hue < 303 ? BLUE : PURPLE;
    }
}
