package io.darkroom.stage;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
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
    private long polledAt = System.nanoTime();

    ShareSource(ShareConsumer<byte[], byte[]> consumer, String topic) {
        this.consumer = consumer;
        consumer.subscribe(List.of(topic));
    }

    /**
     * A fetch that goes on behind a record in hand may have locked the next one since the poll
     * before this one began. Where that is long ago it is renewed first: another may have it by
     * now, and would work on it at the same time.
     */
    @Override
    public Optional<Delivery> next(Duration timeout) {
        long lockedSince = polledAt;
        if (waiting.isEmpty()) {
            polledAt = System.nanoTime();
            consumer.poll(timeout).forEach(waiting::add);
        }
        inHand = waiting.poll();
        if (inHand != null && System.nanoTime() - lockedSince > lock().toNanos() / 2 && !renew()) {
            inHand = null;
        }
        return Optional.ofNullable(inHand)
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
        return lock().dividedBy(3);
    }

    private Duration lock() {
        return Duration.ofMillis(consumer.acquisitionLockTimeoutMs().orElse(DEFAULT_LOCK_MS));
    }

    @Override
    public void keep() {
        if (inHand != null) {
            renew();
        }
    }

    /**
     * A renewed record can be acknowledged only after a poll handed it out again (4.2); it keeps
     * its delivery count.
     *
     * <p>Where the group has taken the record's partition from this member, and a fetch has told
     * the broker so, the client sends no renewal, says nothing, and waits for the answer for ever:
     * it goes on to fetch, and hands nothing out any more, so that what it fetches waits for its
     * lock again and again until the broker drops it (docs/adr/0051). Such a consumer is spent.
     *
     * @return whether the record in hand is still this member's
     */
    private boolean renew() {
        var current = inHand;
        if (current == null || spent) {
            return false;
        }
        var renewed = new ArrayList<ConsumerRecord<byte[], byte[]>>(waiting);
        renewed.addFirst(current);
        renewed.removeIf(record -> !acknowledge(record, AcknowledgeType.RENEW));
        waiting.clear();
        var answered = commit("renewal");
        if (!renewed.stream().allMatch(record -> isAmong(answered, record))) {
            spent = true;
            LOG.warnf(
                    "A renewal was not sent, since the partition is another's or its broker away;"
                            + " the consumer is made anew; partition=%d offset=%d",
                    current.partition(), current.offset());
            return false;
        }
        boolean ours = false;
        for (var record : consumer.poll(RENEWAL)) {
            if (isSame(record, current)) {
                inHand = record;
                ours = true;
            } else {
                waiting.add(record);
            }
        }
        return ours;
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
        var answered = commit("acknowledgement");
        if (told && !isAmong(answered, record)) {
            LOG.warnf(
                    "An acknowledgement was not sent, since the partition is another's or its"
                            + " broker away; the record will come again; partition=%d offset=%d",
                    record.partition(), record.offset());
        }
    }

    /**
     * Tells the broker what was acknowledged.
     *
     * @return the partitions of which it answered
     */
    private Set<TopicIdPartition> commit(String what) {
        var answers = consumer.commitSync();
        answers.forEach((partition, problem) ->
                problem.ifPresent(error ->
                        LOG.warnf(
                                "The broker refused what it was told, and the record will come"
                                        + " again; what=%s partition=%s error=%s",
                                what, partition, error.getMessage())));
        return answers.keySet();
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
