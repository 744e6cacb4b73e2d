package io.darkroom.service.events;

import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.Failure;
import io.darkroom.contracts.MalformedEventException;
import io.darkroom.service.problem.Outage;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.TracingMetadata;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Takes events one after another, as consumers do that want order. A record that is no event is set
 * aside at once; one that cannot be applied is tried again a few times and then set aside; while a
 * part that is needed is down, it waits, and everything behind it in its partition with it.
 *
 * <p>A listener is one method: {@code @Incoming(…) Uni<Void> on(ConsumerRecord<String, byte[]>
 * record)}, which returns {@link #apply} and so acknowledges once that is done. One that takes what
 * a poll brought together returns {@link #applyAll}.
 */
@Singleton
public class OrderedEvents {
    private static final Logger LOG = Logger.getLogger(OrderedEvents.class);
    private static final int ATTEMPTS = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final DeadLetters deadLetters;

    OrderedEvents(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    /**
     * Reads the record and applies the event.
     *
     * @param consumer names the dead letters, such as {@code review}
     * @param work applied in a transaction of its own; repeated where it fails, so it must bear
     *     that
     * @return completes when the event is applied or set aside
     */
    public <T> Uni<Void> apply(
            ConsumerRecord<String, byte[]> record,
            Class<T> type,
            String consumer,
            Function<CloudEvent<T>, Uni<Void>> work) {
        CloudEvent<T> event;
        try {
            event = CloudEvent.read(headers(record), record.value(), type);
        } catch (MalformedEventException e) {
            return deadLetters.setAside(record, consumer, noEvent(e), 1);
        }
        return attempt(record, consumer, here(() -> work.apply(event)), 1);
    }

    /**
     * Reads the records of a poll and applies their events together, as one after another where
     * that fails: what cannot be applied is set aside alone.
     *
     * @param work given the events in their order; applied in one transaction, all or none, and
     *     repeated with fewer of them where it fails, so it must bear that
     * @return completes when every event is applied or set aside
     */
    public <T> Uni<Void> applyAll(
            IncomingKafkaRecordBatchMetadata<String, byte[]> batch,
            Class<T> type,
            String consumer,
            Function<List<Received<T>>, Uni<Void>> work) {
        var events = new LinkedHashMap<ConsumerRecord<String, byte[]>, Received<T>>();
        Uni<Void> asides = Uni.createFrom().voidItem();
        for (ConsumerRecord<String, byte[]> record : batch.getRecords()) {
            try {
                var event = CloudEvent.read(headers(record), record.value(), type);
                events.put(record, new Received<>(event, trace(batch, record)));
            } catch (MalformedEventException e) {
                asides = asides.chain(() -> deadLetters.setAside(record, consumer, noEvent(e), 1));
            }
        }
        return events.isEmpty() ? asides : asides.chain(() -> applyAll(events, consumer, work));
    }

    private <T> Uni<Void> applyAll(
            Map<ConsumerRecord<String, byte[]>, Received<T>> events,
            String consumer,
            Function<List<Received<T>>, Uni<Void>> work) {
        return here(() -> work.apply(List.copyOf(events.values())))
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.debugf(
                            "Events are applied one by one consumer=%s count=%d cause=%s",
                            consumer, events.size(), failure.toString());
                    return here(() -> oneByOne(events, consumer, work));
                });
    }

    private <T> Uni<Void> oneByOne(
            Map<ConsumerRecord<String, byte[]>, Received<T>> events,
            String consumer,
            Function<List<Received<T>>, Uni<Void>> work) {
        return Multi.createFrom()
                .iterable(events.entrySet())
                .onItem()
                .transformToUniAndConcatenate(each ->
                        attempt(
                                each.getKey(),
                                consumer,
                                here(() -> work.apply(List.of(each.getValue()))),
                                1))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** The span of having received it; a poll has none of its own. */
    private static Context trace(
            IncomingKafkaRecordBatchMetadata<String, byte[]> batch,
            ConsumerRecord<String, byte[]> record) {
        var traced = batch.getMetadataForRecord(record, TracingMetadata.class);
        return traced == null ? Context.root() : traced.getCurrentContext();
    }

    private static Failure noEvent(MalformedEventException e) {
        return Failure.of("event-malformed", "The record is no event", e.getMessage());
    }

    /**
     * Applies a tombstone, a record without a value: nothing more is to be known of its key.
     *
     * @param work given the key; as for {@link #apply}
     */
    public Uni<Void> applyTombstone(
            ConsumerRecord<String, byte[]> record,
            String consumer,
            Function<String, Uni<Void>> work) {
        String key = record.key();
        if (key == null) {
            var why = Failure.of("event-malformed", "The record is no event", "It has no key");
            return deadLetters.setAside(record, consumer, why, 1);
        }
        return attempt(record, consumer, here(() -> work.apply(key)), 1);
    }

    /**
     * A repeat must run where the first attempt did: Hibernate Reactive keeps to its event loop.
     */
    private static Uni<Void> here(Supplier<Uni<Void>> work) {
        var context = Vertx.currentContext();
        Executor there =
                context == null ? Runnable::run : task -> context.runOnContext(_ -> task.run());
        return Uni.createFrom().deferred(work::get).runSubscriptionOn(there);
    }

    private Uni<Void> attempt(
            ConsumerRecord<String, byte[]> record, String consumer, Uni<Void> work, int attempt) {
        return work.onFailure()
                .recoverWithUni(failure -> {
                    boolean outage = Outage.isBehind(failure);
                    if (!outage && attempt >= ATTEMPTS) {
                        LOG.errorf(failure, "An event cannot be applied consumer=%s", consumer);
                        var why =
                                Failure.of(
                                        "event-not-applied",
                                        "The event could not be applied",
                                        failure.getClass().getSimpleName());
                        return deadLetters.setAside(record, consumer, why, attempt);
                    }
                    LOG.warnf(
                            "An event waits to be applied consumer=%s attempt=%d cause=%s",
                            consumer, attempt, failure.toString());
                    int next = outage ? attempt : attempt + 1;
                    return Uni.createFrom()
                            .voidItem()
                            .onItem()
                            .delayIt()
                            .by(outage ? LONGEST_PAUSE.dividedBy(10) : pause(attempt))
                            .chain(() -> attempt(record, consumer, work, next));
                });
    }

    private static Duration pause(int attempt) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt, 10));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    /** The record's headers as text; of a name that comes twice the last counts. */
    public static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
        var headers = new HashMap<String, String>();
        record.headers()
                .forEach(header -> headers.put(header.key(), CloudEvent.text(header.value())));
        return headers;
    }
}
