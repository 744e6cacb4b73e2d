package io.darkroom.ingest.rules;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * A random sample that a repeat draws again: whether an asset is in it is decided by a hash of its
 * id, which nobody who uploads can choose.
 */
public final class Sampling {
    private Sampling() {}

    /**
     * Whether the asset is in a sample of this rate. What is in a smaller sample is in a larger one
     * too.
     *
     * @param rate 0 (none) to 1 (all)
     */
    public static boolean includes(UUID asset, double rate) {
        return share(asset) < rate;
    }

    /** A number from 0 (inclusive) to 1 (exclusive) that is always the same for an asset. */
    private static double share(UUID asset) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(("sample/" + asset).getBytes(StandardCharsets.US_ASCII));
            // A double holds 53 bits exactly.
            return (ByteBuffer.wrap(hash).getLong() >>> 11) * 0x1p-53;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
