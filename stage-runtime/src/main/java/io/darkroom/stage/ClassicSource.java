package io.darkroom.stage;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One member of a consumer group, which takes its partitions' records one after the other. */
final class ClassicSource implements RecordSource, ConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(ClassicSource.class);

    private final Consumer<byte[], byte[]> consumer;
    private final Deque<ConsumerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();
    private @Nullable ConsumerRecord<byte[], byte[]> inHand;

    ClassicSource(Consumer<byte[], byte[]> consumer, String topic) {
        this.consumer = consumer;
        consumer.subscribe(List.of(topic), this);
    }

    @Override
    public Optional<Delivery> next(Duration timeout) {
        if (waiting.isEmpty()) {
            consumer.resume(consumer.paused());
            consumer.poll(timeout).forEach(waiting::add);
        }
        var record = waiting.poll();
        inHand = record;
        return Optional.ofNullable(record).map(taken -> new Delivery(taken, OptionalInt.empty()));
    }

    @Override
    public Duration keepEvery() {
        return Duration.ofSeconds(5);
    }

    /** A poll that fetches nothing, so that the group does not take the member for dead. */
    @Override
    public void keep() {
        consumer.pause(consumer.assignment());
        consumer.poll(Duration.ZERO).forEach(waiting::add);
    }

    @Override
    public void settle(Settlement settlement) {
        var record = inHand;
        inHand = null;
        if (record == null) {
            return;
        }
        var partition = new TopicPartition(record.topic(), record.partition());
        if (!consumer.assignment().contains(partition)) {
            return;
        }
        if (settlement == Settlement.GIVEN_BACK) {
            waiting.removeIf(later -> later.partition() == record.partition());
            consumer.seek(partition, record.offset());
            return;
        }
        try {
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(record.offset() + 1)));
        } catch (CommitFailedException | RebalanceInProgressException e) {
            // Another member has the partition now; the outcome is stored, a repeat is cheap.
            LOG.warnf(
                    "A commit was refused and the record will come again; partition=%s offset=%d",
                    partition, record.offset());
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        waiting.removeIf(record ->
                partitions.contains(new TopicPartition(record.topic(), record.partition())));
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        if (inHand != null) {
            consumer.pause(partitions);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
