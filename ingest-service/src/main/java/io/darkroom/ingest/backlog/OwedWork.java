package io.darkroom.ingest.backlog;

import io.darkroom.contracts.Stage;
import io.darkroom.ingest.sql.Sql;
import io.darkroom.ingest.sweep.Chores;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Measures what is owed to each stage: the backlog by which stages are scaled. It is counted here,
 * and not by the stages, so that it is there too for a stage that has no instance left. Every
 * instance measures the same; take the greatest.
 */
@ApplicationScoped
class OwedWork {
    /**
     * What a stage put off itself (a budget is used up) is nothing that more instances could do.
     */
    private static final String OWED =
            """
            SELECT stage, count(*) AS owed FROM {schema}.asset_stage
            WHERE status = 'PENDING' AND coalesce(jsonb_typeof(outcome), 'null') = 'null'
            GROUP BY stage
            """;

    private final Sql sql;
    private final Chores chores;
    private final Map<String, Long> owed = new ConcurrentHashMap<>();

    OwedWork(Sql sql, Chores chores, MeterRegistry registry) {
        this.sql = sql;
        this.chores = chores;
        for (Stage stage : Stage.values()) {
            Gauge.builder("darkroom.stage.owed", () -> owed.getOrDefault(stage.id(), 0L))
                    .description("Pictures that wait for the stage or are in its work")
                    .tag("stage", stage.id())
                    .register(registry);
        }
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
        Map<String, Long> counted =
                sql
                        .query(OWED, row -> Map.entry(row.getString("stage"), row.getLong("owed")))
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        for (Stage stage : Stage.values()) {
            owed.put(stage.id(), counted.getOrDefault(stage.name(), 0L));
        }
    }
}
