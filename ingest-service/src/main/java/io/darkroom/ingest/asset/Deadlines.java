package io.darkroom.ingest.asset;

import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long a stage may take before its work is sent out again, and how often that is done. */
@Singleton
public class Deadlines {
    private final Duration deadline;
    private final Duration bulkDeadline;
    private final int resends;

    Deadlines(
            @ConfigProperty(name = "darkroom.stages-deadline", defaultValue = "5m")
                    Duration deadline,
            @ConfigProperty(name = "darkroom.bulk.deadline", defaultValue = "12h")
                    Duration bulkDeadline,
            @ConfigProperty(name = "darkroom.stages-resends", defaultValue = "2") int resends) {
        this.deadline = deadline;
        this.bulkDeadline = bulkDeadline;
        this.resends = resends;
    }

    public Duration deadline() {
        return deadline;
    }

    /** The same for work on this lane: what waits behind a backfill is not overdue for that. */
    public Duration deadline(Lane lane) {
        return lane == Lane.BULK ? bulkDeadline : deadline;
    }

    /** 0 or more; after the last, an overdue stage is timed out. */
    public int resends() {
        return resends;
    }
}
