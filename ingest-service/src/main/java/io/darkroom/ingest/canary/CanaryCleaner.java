package io.darkroom.ingest.canary;

import io.darkroom.ingest.sweep.Chores;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Forgets what canaries made long ago. Any number of instances may do so at once. */
@ApplicationScoped
class CanaryCleaner {
    private final Chores chores;
    private final CanaryOutcomes outcomes;
    private final CanaryConfig config;

    CanaryCleaner(Chores chores, CanaryOutcomes outcomes, CanaryConfig config) {
        this.chores = chores;
        this.outcomes = outcomes;
        this.config = config;
    }

    @Scheduled(
            every = "${darkroom.canary.clean-every:1h}",
            delayed = "${darkroom.canary.clean-every:1h}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void clean() {
        chores.run(
                "clean-canaries", () -> outcomes.forget(Instant.now().minus(config.retention())));
    }
}
