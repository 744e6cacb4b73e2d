package io.darkroom.ingest.backlog;

import io.darkroom.contracts.Stage;
import io.darkroom.ingest.sweep.Chores;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Measures what is owed to each stage: the backlog by which stages are scaled. It is counted here,
 * and not by the stages, so that it is there too for a stage that has no instance left. Every
 * instance measures the same; take the greatest.
 */
@ApplicationScoped
class OwedWork {
    private final Backlogs backlogs;
    private final Chores chores;
    private final Map<Stage, Long> owed = new ConcurrentHashMap<>();

    OwedWork(Backlogs backlogs, Chores chores, MeterRegistry registry) {
        this.backlogs = backlogs;
        this.chores = chores;
        for (Stage stage : Stage.values()) {
            Gauge.builder("darkroom.stage.owed", () -> to(stage))
                    .description("Pictures that wait for the stage or are in its work")
                    .tag("stage", stage.id())
                    .register(registry);
        }
    }

    /** As last measured. */
    long to(Stage stage) {
        return owed.getOrDefault(stage, 0L);
    }

    /** Measures; the numbers stay as they were where the database cannot be asked. */
    @Scheduled(
            every = "${darkroom.backlog.every:5s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void measure() {
        chores.run("measure-backlog", this::count);
    }

    private void count() {
        Map<Stage, Long> workable = backlogs.workable();
        for (Stage stage : Stage.values()) {
            owed.put(stage, workable.getOrDefault(stage, 0L));
        }
    }
}
