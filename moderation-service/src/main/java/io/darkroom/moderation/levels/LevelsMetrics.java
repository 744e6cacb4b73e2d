package io.darkroom.moderation.levels;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;

/** Service levels as metrics, for alerts. */
@Singleton
class LevelsMetrics {
    private static final Logger LOG = Logger.getLogger(LevelsMetrics.class);

    private final LevelsQuery query;
    private final MultiGauge waiting;
    private final MultiGauge byReason;
    private final MultiGauge oldest;
    private final MultiGauge lastHour;
    private final MultiGauge agreement;

    LevelsMetrics(LevelsQuery query, MeterRegistry registry) {
        this.query = query;
        waiting = gauge(registry, "darkroom.reviews.waiting", "Items that wait for a person");
        byReason = gauge(registry, "darkroom.reviews.waiting.reason", "Items by their reasons");
        oldest = gauge(registry, "darkroom.reviews.oldest.seconds", "Age of the oldest item");
        lastHour = gauge(registry, "darkroom.reviews.decided.hour", "Decisions of the last hour");
        agreement =
                gauge(
                        registry,
                        "darkroom.reviews.sample.agreement",
                        "Share of sampled items that people approved unchanged");
    }

    private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    /** Measures; the numbers stay as they were where the database cannot be asked. */
    @Scheduled(
            every = "${darkroom.levels.every:15s}",
            delayed = "${darkroom.levels.every:15s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void measure() {
        try {
            var rows = new ArrayList<Measured>();
            for (String tenant : query.tenants()) {
                rows.add(new Measured(tenant, query.of(tenant)));
            }
            show(waiting, rows, levels -> levels.waiting());
            show(oldest, rows, levels -> levels.oldestSeconds());
            show(lastHour, rows, levels -> levels.decisionsLastHour());
            showAgreement(rows);
            showReasons(rows);
        } catch (IllegalStateException e) {
            LOG.warnf(e, "Service levels could not be measured");
        }
    }

    private record Measured(String tenant, ServiceLevels levels) {
        Tags tags() {
            return Tags.of("tenant", tenant);
        }
    }

    private static void show(
            MultiGauge gauge, List<Measured> rows, ToDoubleFunction<ServiceLevels> number) {
        gauge.register(
                rows.stream()
                        .<Row<?>>map(row -> Row.of(row.tags(), number.applyAsDouble(row.levels())))
                        .toList(),
                true);
    }

    private void showAgreement(List<Measured> rows) {
        var shown = new ArrayList<Row<?>>();
        for (Measured row : rows) {
            Double share = row.levels().sample().agreement();
            if (share != null) {
                shown.add(Row.of(row.tags(), share));
            }
        }
        agreement.register(shown, true);
    }

    private void showReasons(List<Measured> rows) {
        var shown = new ArrayList<Row<?>>();
        for (Measured row : rows) {
            row.levels()
                    .byReason()
                    .forEach((code, count) ->
                            shown.add(Row.of(row.tags().and("reason", code), count)));
        }
        byReason.register(shown, true);
    }
}
