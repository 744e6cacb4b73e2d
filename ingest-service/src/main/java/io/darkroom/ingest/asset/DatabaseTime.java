package io.darkroom.ingest.asset;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as PostgreSQL keeps them, so that what is published is to the letter what is stored. */
final class DatabaseTime {
    private DatabaseTime() {}

    static Instant of(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }
}
