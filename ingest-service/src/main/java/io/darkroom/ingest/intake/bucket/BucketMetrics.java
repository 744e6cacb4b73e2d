package io.darkroom.ingest.intake.bucket;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What becomes of notifications, and what no notification told of. Seen from the start. */
@Startup
@ApplicationScoped
class BucketMetrics {
    /** What became of one record of a notification. */
    enum Result {
        TAKEN,
        KNOWN,
        GONE,
        REFUSED,
        /** No bucket or prefix that is watched. */
        UNWATCHED,
        /** Nothing was put: a delete, a tag. */
        IGNORED
    }

    private final Map<Result, Counter> notifications = new EnumMap<>(Result.class);
    private final Counter found;
    private final Counter refused;

    BucketMetrics(MeterRegistry registry) {
        for (Result result : Result.values()) {
            notifications.put(
                    result,
                    Counter.builder("darkroom.bucket.notifications")
                            .description("Records of bucket notifications, by what became of them")
                            .tag("result", result.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        found =
                Counter.builder("darkroom.reconciled.uploads")
                        .description("Objects of watched buckets that no notification told of")
                        .register(registry);
        refused =
                Counter.builder("darkroom.reconciled.refusals")
                        .description("Those of them that could not be accepted")
                        .register(registry);
    }

    void notified(Result result) {
        Objects.requireNonNull(notifications.get(result)).increment();
    }

    void found() {
        found.increment();
    }

    void foundAndRefused() {
        refused.increment();
    }

    /** Objects that were found by listing, since the service started. */
    double foundSoFar() {
        return found.count();
    }
}
