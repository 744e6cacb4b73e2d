package io.darkroom.ingest.intake.bucket;

import io.darkroom.contracts.ObjectRef;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The same bytes at the same place, whoever tells of them, how often and in which order. Kept as a
 * hash: a key may name a person, and a record of what was taken in outlives its asset.
 */
final class ObjectIdentity {
    private ObjectIdentity() {}

    /**
     * @param eTag the store's word for these bytes
     * @return 64 hexadecimal digits
     */
    static String of(ObjectRef ref, String eTag) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (String part : new String[] {ref.bucket(), ref.key(), eTag}) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
