package io.darkroom.contracts;

import org.jspecify.annotations.Nullable;

/**
 * An uploaded picture as measured, not as its sender described it.
 *
 * @param contentType by content
 * @param width pixels, upright (orientation applied)
 * @param height pixels, upright
 * @param sha256 lower-case hex
 * @param perceptualHash 16 hex digits (64 bits); absent where it could not be computed
 */
public record Original(
        String contentType,
        long bytes,
        int width,
        int height,
        String sha256,
        @Nullable String perceptualHash) {
    public Original {
        Require.text(contentType, "original.contentType");
        Require.notNegative(bytes, "original.bytes");
        Require.positive(width, "original.width");
        Require.positive(height, "original.height");
        Require.text(sha256, "original.sha256");
    }

    /** The same, with its perceptual hash, or without one. */
    public Original withPerceptualHash(@Nullable String hash) {
        return new Original(contentType, bytes, width, height, sha256, hash);
    }
}
