package io.darkroom.imaging.analysis;

import java.util.List;

/**
 * Everything that was found in one picture, once, for every crop, caption and tag.
 *
 * @param faces largest first
 * @param focalX where the subject is, as a fraction of the width
 * @param focalY as a fraction of the height
 */
public record Analysis(
        List<Face> faces,
        Saliency saliency,
        double focalX,
        double focalY,
        Measurements measurements) {
    public Analysis {
        faces = List.copyOf(faces);
    }
}
