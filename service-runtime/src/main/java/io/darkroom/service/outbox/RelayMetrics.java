package io.darkroom.service.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** What operations see of the relay. A relay that does not lead measures no backlog. */
final class RelayMetrics {
    private final Counter sent;
    private final Counter recognised;
    private final Counter failed;
    private volatile boolean leading;
    private volatile RelaySession.Backlog backlog = new RelaySession.Backlog(0, 0);

    RelayMetrics(MeterRegistry registry) {
        this.sent =
                Counter.builder("darkroom.outbox.sent")
                        .description("Records acknowledged by Kafka")
                        .register(registry);
        this.recognised =
                Counter.builder("darkroom.outbox.recognised")
                        .description("Records that Kafka had already and that were not sent again")
                        .register(registry);
        this.failed =
                Counter.builder("darkroom.outbox.failures")
                        .description("Batches in which a record was not acknowledged")
                        .register(registry);
        Gauge.builder("darkroom.outbox.leader", () -> leading ? 1 : 0)
                .description("1 where this instance sends")
                .register(registry);
        Gauge.builder("darkroom.outbox.backlog", () -> backlog.rows())
                .description("Records that are due and not sent")
                .register(registry);
        Gauge.builder("darkroom.outbox.oldest.age", () -> backlog.oldestSeconds())
                .description("How long the oldest of them has been due")
                .baseUnit("seconds")
                .register(registry);
    }

    void leads(boolean now) {
        leading = now;
        if (!now) {
            backlog = new RelaySession.Backlog(0, 0);
        }
    }

    boolean leading() {
        return leading;
    }

    void sent(int records) {
        sent.increment(records);
    }

    void recognised(int records) {
        recognised.increment(records);
    }

    void failed() {
        failed.increment();
    }

    void measured(RelaySession.Backlog measured) {
        backlog = measured;
    }

    RelaySession.Backlog backlog() {
        return backlog;
    }
}
