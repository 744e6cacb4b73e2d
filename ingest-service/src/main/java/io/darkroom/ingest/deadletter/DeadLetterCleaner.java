package io.darkroom.ingest.deadletter;

import io.darkroom.ingest.sweep.Chores;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Forgets old letters. Any number of instances may do so at once. */
@ApplicationScoped
class DeadLetterCleaner {
    private final Chores chores;
    private final DeadLetterIndex index;
    private final DeadLetterConfig config;

    DeadLetterCleaner(Chores chores, DeadLetterIndex index, DeadLetterConfig config) {
        this.chores = chores;
        this.index = index;
        this.config = config;
    }

    @Scheduled(
            every = "${darkroom.dead-letters.clean-every:1h}",
            delayed = "${darkroom.dead-letters.clean-every:1h}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void clean() {
        chores.run(
                "clean-dead-letters", () -> index.forget(Instant.now().minus(config.retention())));
    }
}
