package io.darkroom.stage;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
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

    private final ShareConsumer<byte[], byte[]> consumer;

    /** Asked for were single records; a broker that sends more is within its rights. */
    private final Deque<ConsumerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();

    private @Nullable ConsumerRecord<byte[], byte[]> inHand;
    private boolean spent;

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
        return Optional.ofNullable(record)
                .map(taken ->
                        new Delivery(
                                taken,
                                taken.deliveryCount()
                                        .map(count -> OptionalInt.of(count))
                                        .orElse(OptionalInt.empty())));
    }

    @Override
    public boolean isSpent() {
        return spent;
    }

    @Override
    public Duration keepEvery() {
        return Duration.ofMillis(consumer.acquisitionLockTimeoutMs().orElse(DEFAULT_LOCK_MS) / 3);
    }

    /**
     * A renewed record can be acknowledged only after a poll handed it out again (4.2); it keeps
     * its delivery count.
     *
     * <p>Where the group has taken the record's partition from this member, and a fetch has told
     * the broker so, the client sends no renewal, says nothing, and waits for the answer for ever:
     * it goes on to fetch, and hands nothing out any more, so that what it fetches waits for its
     * lock again and again until the broker drops it (docs/adr/0051). Such a consumer is spent.
     */
    @Override
    public void keep() {
        var current = inHand;
        if (current == null || spent) {
            return;
        }
        var renewed = new ArrayList<ConsumerRecord<byte[], byte[]>>(waiting);
        renewed.addFirst(current);
        renewed.removeIf(record -> !acknowledge(record, AcknowledgeType.RENEW));
        waiting.clear();
        var answered = consumer.commitSync().keySet();
        if (!renewed.stream().allMatch(record -> isAmong(answered, record))) {
            spent = true;
            LOG.warnf(
                    "A partition was taken away with a record in hand, and its consumer is made"
                            + " anew; partition=%d offset=%d",
                    current.partition(), current.offset());
            return;
        }
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
        if (record == null || spent) {
            return;
        }
        boolean told =
                acknowledge(
                        record,
                        settlement == Settlement.DONE
                                ? AcknowledgeType.ACCEPT
                                : AcknowledgeType.RELEASE);
        var answers = consumer.commitSync();
        if (told && !isAmong(answers.keySet(), record)) {
            LOG.warnf(
                    "A partition was taken away with a record in hand, which will come again;"
                            + " partition=%d offset=%d",
                    record.partition(), record.offset());
        }
        answers.forEach((partition, problem) ->
                problem.ifPresent(error ->
                        LOG.warnf(
                                "An acknowledgement was refused and the record will come again;"
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

    /** Whether it could be: not where the broker took the record back. */
    private boolean acknowledge(ConsumerRecord<byte[], byte[]> record, AcknowledgeType type) {
        try {
            consumer.acknowledge(record, type);
            return true;
        } catch (IllegalStateException e) {
            // It will come again, and its outcome is stored.
            LOG.warnf(
                    "The lock of a record was lost; partition=%d offset=%d",
                    record.partition(), record.offset());
            return false;
        }
    }

    private static boolean isAmong(
            Collection<TopicIdPartition> partitions, ConsumerRecord<?, ?> record) {
        return partitions.stream()
                .map(TopicIdPartition::topicPartition)
                .anyMatch(new TopicPartition(record.topic(), record.partition())::equals);
    }

    private static boolean isSame(ConsumerRecord<?, ?> one, ConsumerRecord<?, ?> other) {
        return one.partition() == other.partition() && one.offset() == other.offset();
    }
}
