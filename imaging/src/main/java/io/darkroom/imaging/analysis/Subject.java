package io.darkroom.imaging.analysis;

/**
 * The one thing that stands out.
 *
 * @param region the box around it
 * @param crown where across the picture its highest part lies, as a fraction of the width
 * @param share of the picture that it covers itself, 0 to 1 (less than its box)
 * @param across where its centre lies
 * @param down where its centre lies
 * @param colour most of it
 * @param difference distance of its mean colour from that of the rest, in CIE Lab; under 10 they
 *     are much alike
 */
public record Subject(
        Region region,
        double crown,
        double share,
        Across across,
        Down down,
        NamedColour colour,
        double difference) {
    /** The third of the picture in which a centre lies. */
    public enum Across {
        LEFT,
        CENTRE,
        RIGHT;

        static Across of(double x) {
            return x < 0.36 ? LEFT : x > 0.64 ? RIGHT : CENTRE;
        }
    }

    /** The third of the picture in which a centre lies. */
    public enum Down {
        TOP,
        MIDDLE,
        BOTTOM;

        static Down of(double y) {
            return y < 0.36 ? TOP : y > 0.64 ? BOTTOM : MIDDLE;
        }
    }
}
