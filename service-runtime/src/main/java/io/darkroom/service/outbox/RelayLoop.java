package io.darkroom.service.outbox;

import io.darkroom.service.events.KafkaSender;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Leads or waits to lead, and sends while it leads. Runs on a thread of its own. */
final class RelayLoop implements Runnable, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RelayLoop.class);

    /** To ask a database whether it is back costs nothing, and everybody waits for the answer. */
    private static final Duration BETWEEN_CONNECTIONS = Duration.ofSeconds(1);

    private final Pool pool;
    private final String schema;
    private final Supplier<KafkaSender> kafka;
    private final SentLately sentLately;
    private final OutboxConfig config;
    private final RelayMetrics metrics;
    private final Semaphore work = new Semaphore(0);
    private volatile boolean stopping;
    private @Nullable Thread thread;

    RelayLoop(
            Pool pool,
            String schema,
            Supplier<KafkaSender> kafka,
            SentLately sentLately,
            OutboxConfig config,
            RelayMetrics metrics) {
        this.pool = pool;
        this.schema = schema;
        this.kafka = kafka;
        this.sentLately = sentLately;
        this.config = config;
        this.metrics = metrics;
    }

    void start() {
        thread = Thread.ofVirtual().name("outbox-relay-" + schema).start(this);
    }

    boolean isAlive() {
        return thread != null && thread.isAlive();
    }

    @Override
    public void run() {
        var backoff = new Backoff(BETWEEN_CONNECTIONS);
        while (!stopping) {
            long opened = System.nanoTime();
            try (var session = RelaySession.open(pool, schema, work::release)) {
                waitForLead(session);
                if (!stopping) {
                    lead(session);
                }
            } catch (RuntimeException e) {
                LOG.warnf(
                        "The outbox relay lost its connection schema=%s cause=%s error=%s",
                        schema, e.getMessage(), e.getCause());
                // One that fails at its first batch, again and again, is no better than none.
                if (System.nanoTime() - opened > BETWEEN_CONNECTIONS.toNanos()) {
                    backoff.reset();
                }
                pause(backoff.next());
            } finally {
                metrics.leads(false);
            }
        }
    }

    private void waitForLead(RelaySession session) {
        while (!stopping && !session.tryLead()) {
            pause(config.leaderInterval());
        }
    }

    private void lead(RelaySession session) {
        LOG.infof("The outbox relay leads schema=%s", schema);
        metrics.leads(true);
        try (var sender = kafka.get()) {
            var backoff = new Backoff(config.maxBackoff());
            var refusals = new Refusals(config.maxBackoff());
            long measured = System.nanoTime() - config.measureInterval().toNanos();
            // A predecessor may have sent what it had no time to delete.
            boolean doubt = true;
            while (!stopping) {
                if (System.nanoTime() - measured >= config.measureInterval().toNanos()) {
                    metrics.measured(session.backlog());
                    measured = System.nanoTime();
                }
                work.drainPermits();
                if (doubt && !settleDoubt(session, backoff)) {
                    continue;
                }
                var result =
                        session.relay(
                                config.batchSize(),
                                refusals.leftOut(),
                                batch -> OrderedSending.send(batch, sender));
                doubt = result.doubtful();
                rest(result, refusals, backoff);
            }
        }
    }

    /** Whether it is known now what the broker has; else it is time to ask again. */
    private boolean settleDoubt(RelaySession session, Backoff backoff) {
        try {
            metrics.recognised(session.forgetSent(sentLately));
            return true;
        } catch (KafkaException e) {
            failed(e, Refused.NOTHING);
            pause(backoff.next());
            return false;
        }
    }

    private void rest(OrderedSending.Result result, Refusals refusals, Backoff backoff) {
        metrics.sent(result.sent().size());
        Throwable failure = result.failure();
        if (failure != null) {
            failed(failure, result.refused());
        }
        if (result.doubtful()) {
            // Only where nothing goes through is there a reason to be patient.
            pause(result.sent().isEmpty() ? backoff.next() : config.pollInterval());
            return;
        }
        backoff.reset();
        // Less than a batch was all there was; what came meanwhile has released a permit.
        boolean last = result.read() < config.batchSize();
        refusals.note(result.refused(), last);
        if (last) {
            waitForWork();
        }
    }

    private void failed(Throwable failure, Refused refused) {
        metrics.failed();
        if (refused.isNothing()) {
            LOG.warnf(failure, "Records of the outbox could not be sent schema=%s", schema);
        } else {
            LOG.warnf(failure, "Kafka refuses records, such as those of %s", refused.example());
        }
    }

    private void waitForWork() {
        try {
            var _ = work.tryAcquire(config.pollInterval().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            stopping = true;
        }
    }

    private void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException _) {
            stopping = true;
        }
    }

    /** Ends the batch that is under way, gives the lead back and returns. */
    @Override
    public void close() {
        stopping = true;
        work.release();
        var running = thread;
        if (running == null) {
            return;
        }
        try {
            if (!running.join(config.leaderInterval().plus(config.pollInterval()).plusSeconds(2))) {
                running.interrupt();
                running.join(Duration.ofSeconds(2));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
