package io.darkroom.ingest.asset;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/**
 * Ids that sort by the time at which they were made: UUID version 7 (RFC 9562, section 5.7), a
 * millisecond followed by 74 random bits.
 */
public final class Uuid7 {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private Uuid7() {}

    /** A new id, made at this time. */
    public static UUID at(Instant time) {
        long high = (time.toEpochMilli() << 16) | VERSION | (RANDOM.nextInt() & 0x0fffL);
        long low = VARIANT | (RANDOM.nextLong() & 0x3fff_ffff_ffff_ffffL);
        return new UUID(high, low);
    }
}
