package io.darkroom.ingest.webhook;

import io.darkroom.ingest.asset.AssetChanges;
import io.darkroom.ingest.webhook.DeliveryQueue.Backlog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends what endpoints are owed. One thread takes deliveries from the queue, and each is sent on a
 * virtual thread of its own: an endpoint that does not answer keeps its own lanes waiting and
 * nothing else. Runs where {@code darkroom.roles} is absent or names {@code webhooks}.
 */
@Singleton
class WebhookDispatcher {
    private static final Logger LOG = Logger.getLogger(WebhookDispatcher.class);
    private static final String ROLE = "webhooks";
    private static final Duration MARGIN = Duration.ofSeconds(40);

    /** All that is due is counted, which may be what a dead endpoint is owed for days. */
    private static final Duration MEASURE_EVERY = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final DeliveryQueue queue;
    private final WebhookSender sender;
    private final Webhooks webhooks;
    private final WebhookConfig config;
    private final RetrySchedule schedule;
    private final MeterRegistry meters;
    private final AssetChanges changes;
    private final boolean enabled;
    private final Semaphore work = new Semaphore(0);
    private final Phaser underWay = new Phaser(1);
    private volatile Backlog backlog = Backlog.NONE;
    private volatile boolean stopping;
    private @Nullable Thread thread;

    WebhookDispatcher(
            DeliveryQueue queue,
            WebhookSender sender,
            Webhooks webhooks,
            WebhookConfig config,
            MeterRegistry meters,
            AssetChanges changes,
            @ConfigProperty(name = "darkroom.roles") Optional<List<String>> roles) {
        this.queue = queue;
        this.sender = sender;
        this.webhooks = webhooks;
        this.config = config;
        this.schedule =
                new RetrySchedule(config.retries(), () -> ThreadLocalRandom.current().nextDouble());
        this.meters = meters;
        this.changes = changes;
        this.enabled = roles.map(names -> names.contains(ROLE)).orElse(true);
    }

    void start(@Observes StartupEvent event) {
        Gauge.builder("darkroom.webhooks.due", () -> backlog.deliveries())
                .description("Deliveries whose time has come")
                .register(meters);
        Gauge.builder("darkroom.webhooks.due.oldest", () -> backlog.oldestSeconds())
                .description("How long the oldest of them has been due")
                .baseUnit("seconds")
                .register(meters);
        if (enabled) {
            changes.all().subscribe().with(_ -> wake());
            thread = Thread.ofVirtual().name("webhooks").start(this::run);
        }
    }

    /** Looks for deliveries at once. */
    void wake() {
        work.release();
    }

    private void run() {
        long measured = System.nanoTime() - MEASURE_EVERY.toNanos();
        while (!stopping) {
            try {
                work.drainPermits();
                if (System.nanoTime() - measured >= MEASURE_EVERY.toNanos()) {
                    backlog = queue.backlog();
                    measured = System.nanoTime();
                }
                queue.claim(config.concurrency(), config.timeout().plus(MARGIN))
                        .forEach(this::begin);
            } catch (RuntimeException e) {
                LOG.warnf(e, "The queue of webhooks could not be read");
            }
            rest();
        }
    }

    private void rest() {
        try {
            var _ = work.tryAcquire(config.poll().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            stopping = true;
        }
    }

    private void begin(DueDelivery delivery) {
        underWay.register();
        Thread.ofVirtual()
                .name("webhook-", delivery.seq())
                .start(() -> {
                    try {
                        deliver(delivery);
                    } catch (RuntimeException e) {
                        // The lease ends, and the delivery is taken again.
                        LOG.warnf(
                                e, "What came of a delivery is lost deliveryId=%s", delivery.id());
                    } finally {
                        underWay.arriveAndDeregister();
                        wake();
                    }
                });
    }

    private void deliver(DueDelivery delivery) {
        if (!delivery.current()) {
            queue.superseded(delivery);
            return;
        }
        Attempt attempt = sender.send(delivery);
        meters.counter(
                        "darkroom.webhooks.attempts",
                        "result",
                        attempt.succeeded() ? "delivered" : "failed")
                .increment();
        if (attempt.succeeded()) {
            queue.succeeded(delivery, attempt);
        } else {
            failed(delivery, attempt);
        }
    }

    private void failed(DueDelivery delivery, Attempt attempt) {
        LOG.infof(
                "A webhook was not taken webhookId=%s deliveryId=%s attempt=%d code=%s",
                delivery.webhook(), delivery.id(), delivery.attempts() + 1, attempt.code());
        if (attempt.gone()) {
            queue.failed(delivery, attempt);
            webhooks.disable(delivery.webhook(), "The endpoint answered 410 Gone");
            return;
        }
        schedule.after(delivery.attempts() + 1, attempt.retryAfter())
                .ifPresentOrElse(
                        wait -> queue.again(delivery, attempt, wait),
                        () -> {
                            queue.failed(delivery, attempt);
                            webhooks.disableIfSilent(delivery.webhook(), delivery.id());
                        });
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        work.release();
        Thread running = thread;
        if (running == null) {
            return;
        }
        running.join(PATIENCE);
        try {
            underWay.awaitAdvanceInterruptibly(
                    underWay.arrive(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            LOG.warnf("Webhooks were still under way; they are sent again");
        }
    }
}
