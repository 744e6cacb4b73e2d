package io.darkroom.ingest.sweep;

import io.darkroom.ingest.idempotency.Idempotency;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Forgets idempotency keys whose time is up. Any number of instances may do so at once. */
@ApplicationScoped
class IdempotencyCleaner {
    private static final int AT_ONCE = 1_000;

    private final Chores chores;
    private final Idempotency idempotency;

    IdempotencyCleaner(Chores chores, Idempotency idempotency) {
        this.chores = chores;
        this.idempotency = idempotency;
    }

    @Scheduled(
            every = "${darkroom.idempotency.every:10m}",
            delayed = "${darkroom.idempotency.every:10m}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void clean() {
        chores.run(
                "clean-idempotency-keys",
                () -> {
                    while (!chores.stopping()
                            && idempotency.forgetExpired(Instant.now(), AT_ONCE) == AT_ONCE) {
                        // Each step is a transaction of its own.
                    }
                });
    }
}
