package io.darkroom.imaging;

import java.time.LocalDateTime;
import java.util.Optional;

/**
 * What a file says about its picture. Nothing of it is to be trusted, and all of it is bounded.
 *
 * @param takenAt by the camera's clock, which knows no zone
 * @param cameraMake as the camera writes it
 * @param cameraModel as the camera writes it
 * @param descriptive XMP, filled up from IPTC IIM where XMP is silent
 */
public record ImageMetadata(
        Optional<LocalDateTime> takenAt,
        Optional<String> cameraMake,
        Optional<String> cameraModel,
        DescriptiveMetadata descriptive) {}
