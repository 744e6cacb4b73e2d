package io.darkroom.captioning.builtin;

import io.darkroom.imaging.analysis.Measurements;
import io.darkroom.imaging.analysis.Measurements.Background;
import io.darkroom.imaging.analysis.NamedColour;
import io.darkroom.imaging.analysis.Subject;
import org.jspecify.annotations.Nullable;

/** From where on something is sure enough to be said of a picture. */
final class Scenes {
    /** Shares of the picture that make it a picture of that. */
    static final double MUCH_SKY = 0.3;

    static final double MUCH_GREENERY = 0.4;

    /**
     * In CIE Lab. A subject that differs less from what is around it may be a patch of light: a
     * chain before a grey wall was called white after the gleam beside it.
     */
    private static final double CLEARLY_ANOTHER = 10;

    private Scenes() {}

    /** The subject, where it can be told from the rest for certain. */
    static @Nullable Subject subject(Measurements measured) {
        Subject subject = measured.subject();
        return subject == null || subject.difference() < CLEARLY_ANOTHER ? null : subject;
    }

    /** Grey is also what black and white patches come to, as on a dog's coat: better unsaid. */
    static boolean isColourSure(Subject subject) {
        return subject.colour() != NamedColour.GREY;
    }

    /** Whether a scene stands before a ground that can be named. */
    static boolean isOnPlainGround(Measurements measured) {
        return measured.background() == Background.PLAIN;
    }
}
