package io.darkroom.ingest.sweep;

import io.darkroom.ingest.erasure.Erasures;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Looks for what stages left of assets that were erased while they worked. */
@ApplicationScoped
class ErasureCleaner {
    private static final int AT_ONCE = 100;

    private final Chores chores;
    private final Erasures erasures;

    ErasureCleaner(Chores chores, Erasures erasures) {
        this.chores = chores;
        this.erasures = erasures;
    }

    @Scheduled(
            every = "${darkroom.erasure.every:30s}",
            delayed = "${darkroom.erasure.every:30s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void clean() {
        chores.run("clean-erased", () -> erasures.cleanDue(Instant.now(), AT_ONCE));
    }
}
