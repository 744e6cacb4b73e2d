package io.darkroom.stage;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.Failure;
import io.darkroom.contracts.MalformedEventException;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.storage.S3Config;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The worker, written once: brings one record to its end and says what becomes of it. */
@ApplicationScoped
class StageRunner {
    private static final Logger LOG = Logger.getLogger(StageRunner.class);
    private static final Duration LONGEST_GIVE_BACK = Duration.ofMinutes(1);

    private final StageConfig config;
    private final String bucket;
    private final OutcomeStore outcomes;
    private final OutcomePublisher publisher;
    private final Attempts attempts;
    private final Beginnings beginnings;
    private final StageMetrics metrics;
    private final Tracing tracing;
    private final Canary canary;
    private final Backoff giveBack;

    StageRunner(
            StageConfig config,
            S3Config s3,
            OutcomeStore outcomes,
            OutcomePublisher publisher,
            Attempts attempts,
            Beginnings beginnings,
            StageMetrics metrics,
            Tracing tracing,
            Canary canary) {
        this.config = config;
        this.bucket = s3.variantsBucket();
        this.outcomes = outcomes;
        this.publisher = publisher;
        this.attempts = attempts;
        this.beginnings = beginnings;
        this.metrics = metrics;
        this.tracing = tracing;
        this.canary = canary;
        this.giveBack = new Backoff(config.retry().giveBackDelay(), LONGEST_GIVE_BACK);
    }

    /**
     * Blocks until the record's outcome is published or the record is to be given back.
     *
     * @throws InterruptedException if the service stops; the record is to be given back
     */
    Settlement handle(StageWork work, Delivery delivery) throws InterruptedException {
        Stage stage = work.stage();
        try (var _ = tracing.begin(stage, delivery.headers())) {
            var event = delivery.event();
            Integer generation = event.data().plan().get(stage);
            if (generation == null || !isOurs(stage, delivery, event.data())) {
                return Settlement.DONE;
            }
            return handle(work, delivery, event, generation);
        } catch (MalformedEventException e) {
            return malformed(stage, delivery, e);
        } catch (PublishException e) {
            LOG.warn("A record is given back because the broker did not take its outcome", e);
            Thread.sleep(giveBack.after(1));
            return Settlement.GIVEN_BACK;
        }
    }

    private Settlement handle(
            StageWork work, Delivery delivery, CloudEvent<AssetUploaded> event, int generation)
            throws InterruptedException {
        var task = new Task(work, delivery, event.data(), generation);
        try (var _ = LogContext.of(task.stage(), event, generation).open()) {
            Optional<StageOutcome.Skipped> skipped;
            RunKey key;
            try {
                skipped = work.withoutLook(task.asset());
                key = key(task);
            } catch (RuntimeException e) {
                LOG.error("A stage could not say what its outcome depends on", e);
                return fail(task, Attempts.crashed(e), 1, 0);
            }
            if (skipped.isPresent()) {
                publish(task, skipped.get(), 1, 0);
                return Settlement.DONE;
            }
            var earlier = outcomes.find(key);
            if (earlier.isPresent()) {
                metrics.count(task.stage(), "repeated");
                return report(task, earlier.get());
            }
            return begin(task, key);
        }
    }

    private boolean isOurs(Stage stage, Delivery delivery, AssetUploaded asset) {
        Instant sentAt = Instant.ofEpochMilli(delivery.record().timestamp());
        return canary.takes(stage, asset.assetId(), sentAt);
    }

    private RunKey key(Task task) {
        Object parameters = task.work().parameters(task.asset());
        return RunKey.of(bucket, task.stage(), task.asset(), canary.apart(parameters));
    }

    private Settlement begin(Task task, RunKey key) throws InterruptedException {
        var beginning = beginnings.of(key, task.delivery());
        metrics.begun(task.stage(), beginning.number());
        try {
            Settlement settlement = run(task, key, beginning);
            beginnings.ended(beginning, settlement);
            return settlement;
        } catch (InterruptedException | PublishException e) {
            // The service stops, or the broker is away: the record is not to blame.
            beginnings.ended(beginning, Settlement.GIVEN_BACK);
            throw e;
        } finally {
            metrics.ended(task.stage());
        }
    }

    private Settlement run(Task task, RunKey key, Beginnings.Beginning beginning)
            throws InterruptedException {
        if (beginnings.isTooOften(beginning)) {
            return fail(task, begunTooOften(), 0, 0);
        }
        int number = beginning.number();
        Attempt attempt = beginnings.run(beginning, () -> attempts.run(task, key));
        return switch (attempt) {
            case Attempt.Ended(StageOutcome.Failed(Failure error), int tries, long took) ->
                    fail(task, error, number - 1 + tries, took);
            case Attempt.Ended(StageOutcome.Deferred later, int tries, long took) -> {
                publish(task, later, number - 1 + tries, took);
                yield Settlement.DONE;
            }
            case Attempt.Ended(StageOutcome outcome, int tries, long took) -> {
                var stored = new OutcomeStore.Stored(outcome, number - 1 + tries, took);
                outcomes.put(key, stored);
                yield report(task, stored);
            }
            case Attempt.GaveWay(Failure failure, int tries, long took) ->
                    number >= config.maxDeliveries()
                            ? fail(task, failure, number - 1 + tries, took)
                            : giveBack(task, failure, number);
            case Attempt.Waits waits ->
                    throw new IllegalStateException("A wait was not waited for: " + waits);
        };
    }

    private Settlement report(Task task, OutcomeStore.Stored stored) throws InterruptedException {
        publish(task, stored.outcome(), stored.attempts(), stored.durationMs());
        return Settlement.DONE;
    }

    /**
     * Not stored: whoever asks again, after a repair, gets the work done and not the old answer.
     */
    private Settlement fail(Task task, Failure error, int tries, long took)
            throws InterruptedException {
        publish(task, new StageOutcome.Failed(error), tries, took);
        publisher.deadLetter(task.stage(), task.delivery(), error, tries);
        return Settlement.DONE;
    }

    private void publish(Task task, StageOutcome outcome, int tries, long took)
            throws InterruptedException {
        var finished = task.finished(outcome, tries, took);
        try (var _ = metrics.time(task.stage(), StageMetrics.Step.REPORT)) {
            publisher.publish(finished);
        }
        metrics.outcome(task.stage(), outcome);
        LOG.infof(
                "A stage ended; outcome=%s attempts=%d durationMs=%d", outcome.kind(), tries, took);
    }

    private Settlement giveBack(Task task, Failure failure, int number)
            throws InterruptedException {
        metrics.count(task.stage(), "given-back");
        LOG.warnf("A record is given back; delivery=%d error=%s", number, failure.type());
        Thread.sleep(giveBack.after(number));
        return Settlement.GIVEN_BACK;
    }

    private Settlement malformed(Stage stage, Delivery delivery, MalformedEventException e)
            throws InterruptedException {
        var record = delivery.record();
        LOG.warnf(
                "A malformed record is dead-lettered; stage=%s partition=%d offset=%d",
                stage, record.partition(), record.offset());
        var reason =
                Failure.of(
                        "event-malformed", "The record is no AssetUploaded event", e.getMessage());
        publisher.deadLetter(stage, delivery, reason, 0);
        metrics.count(stage, "malformed");
        return Settlement.DONE;
    }

    private Failure begunTooOften() {
        return Failure.of(
                "delivered-too-often",
                "The record was delivered too often without an end",
                "It was begun "
                        + config.maxDeliveries()
                        + " times and never ended; it may bring down the process that works on it");
    }
}
