package io.darkroom.stage;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One member of a share group. */
final class ShareSource implements RecordSource {
    private static final Logger LOG = Logger.getLogger(ShareSource.class);
    private static final int DEFAULT_LOCK_MS = 30_000;

    /**
     * A record that is not handed out again by then is not renewed the next time, and may lose its
     * lock. It is handed out at once, but for a machine that is busy.
     */
    private static final Duration RENEWAL = Duration.ofSeconds(1);

    /** Less than half of the lock, so that what is given back was fetched at most once in vain. */
    private static final Duration SPENT_AFTER = Duration.ofSeconds(4);

    private final ShareConsumer<byte[], byte[]> consumer;

    /** Asked for were single records; a broker that sends more is within its rights. */
    private final Deque<ConsumerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();

    private @Nullable ConsumerRecord<byte[], byte[]> inHand;
    private boolean renewed;
    private long foundSomething = System.nanoTime();

    ShareSource(ShareConsumer<byte[], byte[]> consumer, String topic) {
        this.consumer = consumer;
        consumer.subscribe(List.of(topic));
    }

    @Override
    public Optional<Delivery> next(Duration timeout) {
        if (waiting.isEmpty()) {
            consumer.poll(timeout).forEach(waiting::add);
        }
        var record = waiting.poll();
        inHand = record;
        if (record != null) {
            foundSomething = System.nanoTime();
        }
        return Optional.ofNullable(record)
                .map(taken ->
                        new Delivery(
                                taken,
                                taken.deliveryCount()
                                        .map(count -> OptionalInt.of(count))
                                        .orElse(OptionalInt.empty())));
    }

    /**
     * A consumer of 4.2 that has renewed can come to hand out nothing any more while it goes on to
     * fetch: what it fetches waits for its lock to expire, again and again, until the broker drops
     * it (docs/adr/0051). Closing it gives that back at once. One that is only idle loses nothing.
     */
    @Override
    public boolean isSpent() {
        return renewed && System.nanoTime() - foundSomething > SPENT_AFTER.toNanos();
    }

    @Override
    public Duration keepEvery() {
        return Duration.ofMillis(consumer.acquisitionLockTimeoutMs().orElse(DEFAULT_LOCK_MS) / 3);
    }

    /**
     * A renewed record can be acknowledged only after a poll handed it out again (4.2); it keeps
     * its delivery count.
     */
    @Override
    public void keep() {
        var current = inHand;
        if (current == null) {
            return;
        }
        renewed = true;
        acknowledge(current, AcknowledgeType.RENEW);
        waiting.forEach(record -> acknowledge(record, AcknowledgeType.RENEW));
        waiting.clear();
        consumer.commitSync();
        for (var record : consumer.poll(RENEWAL)) {
            if (isSame(record, current)) {
                inHand = record;
            } else {
                waiting.add(record);
            }
        }
    }

    @Override
    public void settle(Settlement settlement) {
        var record = inHand;
        inHand = null;
        if (record == null) {
            return;
        }
        foundSomething = System.nanoTime();
        acknowledge(
                record,
                settlement == Settlement.DONE ? AcknowledgeType.ACCEPT : AcknowledgeType.RELEASE);
        consumer.commitSync()
                .forEach((partition, problem) ->
                        problem.ifPresent(error ->
                                LOG.warnf(
                                        "An acknowledgement was refused and the"
                                                + " record will come again;"
                                                + " partition=%s error=%s",
                                        partition, error.getMessage())));
    }

    @Override
    public void close() {
        if (inHand != null) {
            settle(Settlement.GIVEN_BACK);
        }
        consumer.close();
    }

    private void acknowledge(ConsumerRecord<byte[], byte[]> record, AcknowledgeType type) {
        try {
            consumer.acknowledge(record, type);
        } catch (IllegalStateException e) {
            // The broker took the record back: it will come again, and its outcome is stored.
            LOG.warnf(
                    "The lock of a record was lost; partition=%d offset=%d",
                    record.partition(), record.offset());
        }
    }

    private static boolean isSame(ConsumerRecord<?, ?> one, ConsumerRecord<?, ?> other) {
        return one.partition() == other.partition() && one.offset() == other.offset();
    }
}
