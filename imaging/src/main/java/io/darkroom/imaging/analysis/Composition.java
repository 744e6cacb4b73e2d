package io.darkroom.imaging.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What lies where in a picture: all that a crop needs to know.
 *
 * @param faces largest first
 * @param subject the one thing that stands out, where one does
 * @param focalX where the subject is, as a fraction of the width
 * @param focalY as a fraction of the height
 */
public record Composition(
        List<Face> faces,
        Saliency saliency,
        @Nullable Subject subject,
        double focalX,
        double focalY) {
    public Composition {
        faces = List.copyOf(faces);
    }

    static Composition of(List<Face> faces, Saliency saliency, @Nullable Subject subject) {
        double[] focal = FocalPoints.of(faces, saliency.map(), subject);
        return new Composition(faces, saliency, subject, focal[0], focal[1]);
    }
}
