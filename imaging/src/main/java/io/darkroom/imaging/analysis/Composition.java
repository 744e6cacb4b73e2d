package io.darkroom.imaging.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What lies where in a picture: all that a crop needs to know.
 *
 * @param faces largest first
 * @param subject the one thing that stands out, where one does
 * @param skyline where the ground behind what stands upright ends
 * @param focalX where the subject is, as a fraction of the width
 * @param focalY as a fraction of the height
 */
public record Composition(
        List<Face> faces,
        Saliency saliency,
        @Nullable Subject subject,
        Skyline skyline,
        double focalX,
        double focalY) {
    public Composition {
        faces = List.copyOf(faces);
    }

    static Composition of(
            List<Face> faces, Sample sample, Saliency saliency, @Nullable Subject subject) {
        double[] focal = FocalPoints.of(faces, saliency.map(), subject);
        var skyline = Skyline.of(sample, saliency.edges());
        return new Composition(faces, saliency, subject, skyline, focal[0], focal[1]);
    }
}
