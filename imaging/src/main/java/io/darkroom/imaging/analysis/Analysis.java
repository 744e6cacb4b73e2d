package io.darkroom.imaging.analysis;

import java.util.List;

/** Everything that was found in one picture, once, for every caption and tag. */
public record Analysis(Composition composition, Measurements measurements) {

    /** Largest first. */
    public List<Face> faces() {
        return composition.faces();
    }

    public Saliency saliency() {
        return composition.saliency();
    }

    /** Where the subject is, as a fraction of the width. */
    public double focalX() {
        return composition.focalX();
    }

    /** Where the subject is, as a fraction of the height. */
    public double focalY() {
        return composition.focalY();
    }
}
