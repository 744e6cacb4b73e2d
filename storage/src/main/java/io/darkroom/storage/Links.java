package io.darkroom.storage;

import java.time.Duration;

/** How long a presigned link may live: the bounds of AWS Signature Version 4. */
final class Links {
    private static final Duration LONGEST = Duration.ofDays(7);

    private Links() {}

    static int requireLifetime(Duration lifetime) {
        if (lifetime.compareTo(Duration.ofSeconds(1)) < 0 || lifetime.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "A link lives between one second and seven days, asked were " + lifetime);
        }
        return Math.toIntExact(lifetime.toSeconds());
    }
}
