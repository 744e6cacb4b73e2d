package io.darkroom.ingest.asset;

import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long a stage may take before its work is sent out again, and how often that is done. */
@Singleton
public class Deadlines {
    private final Duration deadline;
    private final int resends;

    Deadlines(
            @ConfigProperty(name = "darkroom.stages-deadline", defaultValue = "5m")
                    Duration deadline,
            @ConfigProperty(name = "darkroom.stages-resends", defaultValue = "2") int resends) {
        this.deadline = deadline;
        this.resends = resends;
    }

    public Duration deadline() {
        return deadline;
    }

    /** 0 or more; after the last, an overdue stage is timed out. */
    public int resends() {
        return resends;
    }
}
