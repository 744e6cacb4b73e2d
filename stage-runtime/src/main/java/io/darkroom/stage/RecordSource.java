package io.darkroom.stage;

import java.time.Duration;
import java.util.Optional;

/**
 * Hands out one record at a time, and the next only after that one was settled: so that what is in
 * flight beside a record that kills the process is bounded by the number of sources. For one
 * thread.
 */
interface RecordSource extends AutoCloseable {
    /** Waits for the next record. */
    Optional<Delivery> next(Duration timeout);

    /** How often {@link #keep()} must be called while a record is in work. */
    Duration keepEvery();

    /** Tells the broker that the record in hand, if any, is still being worked on. */
    void keep();

    /** Ends the record in hand. Told to the broker before this returns. */
    void settle(Settlement settlement);

    /** Whether it will hand out nothing any more, and is to be made anew. */
    default boolean isSpent() {
        return false;
    }

    @Override
    void close();
}
