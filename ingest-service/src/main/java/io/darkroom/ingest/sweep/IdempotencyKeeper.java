package io.darkroom.ingest.sweep;

import io.darkroom.ingest.idempotency.Idempotency;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;

/** Keeps requests that take long from being taken over while their instance lives. */
@ApplicationScoped
class IdempotencyKeeper {
    private final Chores chores;
    private final Idempotency idempotency;

    IdempotencyKeeper(Chores chores, Idempotency idempotency) {
        this.chores = chores;
        this.idempotency = idempotency;
    }

    @Scheduled(
            every = "${darkroom.idempotency.renew-every:5s}",
            delayed = "${darkroom.idempotency.renew-every:5s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void renew() {
        chores.run("renew-idempotency-locks", idempotency::renew);
    }
}
