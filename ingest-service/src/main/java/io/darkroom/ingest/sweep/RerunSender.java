package io.darkroom.ingest.sweep;

import io.darkroom.ingest.rerun.RerunJobs;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;

/** Sends re-runs out, a few at a time. Any number of instances may do so at once. */
@ApplicationScoped
class RerunSender {
    private final Chores chores;
    private final RerunJobs jobs;

    RerunSender(Chores chores, RerunJobs jobs) {
        this.chores = chores;
        this.jobs = jobs;
    }

    @Scheduled(
            every = "${darkroom.bulk.every:2s}",
            delayed = "${darkroom.bulk.every:2s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void send() {
        chores.run(
                "send-reruns",
                () -> {
                    while (!chores.stopping() && jobs.step()) {
                        // Each step is a transaction of its own.
                    }
                });
    }
}
