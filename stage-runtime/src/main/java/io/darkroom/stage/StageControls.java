package io.darkroom.stage;

import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.MalformedEventException;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageControl;
import io.darkroom.contracts.Topics;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What operations say of the stages: read from the beginning of its compacted topic by every
 * instance, before it takes any work, so that a restart does not undo a pause. While the topic is
 * out of reach the last word stands.
 */
@ApplicationScoped
class StageControls {
    private static final Logger LOG = Logger.getLogger(StageControls.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final KafkaClients clients;
    private final CountDownLatch read = new CountDownLatch(1);

    /** What was said before this instance came, until all of that is read. */
    private final Map<Stage, Optional<StageControl>> before = new EnumMap<>(Stage.class);

    /** Where to go on after a failure: an old word that is heard again would undo a later one. */
    private final Map<TopicPartition, Long> positions = new HashMap<>();

    private volatile boolean closed;
    private volatile @Nullable Consumer<byte[], byte[]> consumer;

    StageControls(KafkaClients clients) {
        this.clients = clients;
    }

    /** Hears the words, one after another, on the reader's thread. */
    @FunctionalInterface
    interface Listener {
        /**
         * @param word the latest; absent where it was taken back
         */
        void on(Stage stage, @Nullable StageControl word);
    }

    /** Reads on from now, and returns once the latest word on every stage is heard. */
    void follow(Listener listener) throws InterruptedException {
        Thread.ofPlatform().name("stage-control").daemon().start(() -> run(listener));
        read.await();
    }

    @PreDestroy
    void close() {
        closed = true;
        var reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
    }

    private void run(Listener listener) {
        while (!closed) {
            try (var reading = clients.follower("stage-control")) {
                consumer = reading;
                follow(reading, listener);
            } catch (RuntimeException e) {
                if (!closed) {
                    LOG.warnf("The control topic cannot be read at present cause=%s", e.toString());
                    pause();
                }
            }
        }
    }

    private void follow(Consumer<byte[], byte[]> reading, Listener listener) {
        List<TopicPartition> partitions =
                reading.partitionsFor(Topics.STAGE_CONTROL, PATIENCE).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        if (partitions.isEmpty()) {
            throw new IllegalStateException("There is no topic " + Topics.STAGE_CONTROL);
        }
        reading.assign(partitions);
        partitions.forEach(each -> reading.seek(each, positions.getOrDefault(each, 0L)));
        var ends = reading.endOffsets(partitions, PATIENCE);
        while (!closed) {
            for (var record : reading.poll(POLL)) {
                take(record, read.getCount() == 0 ? listener : this::keep);
                positions.put(
                        new TopicPartition(record.topic(), record.partition()),
                        record.offset() + 1);
            }
            if (read.getCount() > 0 && isAt(reading, ends)) {
                before.forEach((stage, word) -> listener.on(stage, word.orElse(null)));
                read.countDown();
            }
        }
    }

    private static boolean isAt(Consumer<?, ?> reading, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> reading.position(end.getKey(), PATIENCE) >= end.getValue());
    }

    private void keep(Stage stage, @Nullable StageControl word) {
        before.put(stage, Optional.ofNullable(word));
    }

    private static void take(ConsumerRecord<byte[], byte[]> record, Listener listener) {
        var stage =
                record.key() == null
                        ? Optional.<Stage>empty()
                        : Stage.find(new String(record.key(), StandardCharsets.UTF_8));
        if (stage.isEmpty()) {
            return;
        }
        if (record.value() == null) {
            listener.on(stage.get(), null);
            return;
        }
        try {
            var headers = new Delivery(record, OptionalInt.empty()).headers();
            var word = CloudEvent.read(headers, record.value(), StageControl.class).data();
            if (word.stage() != stage.get()) {
                throw new MalformedEventException("Its key names another stage than it does", null);
            }
            listener.on(stage.get(), word);
        } catch (MalformedEventException e) {
            LOG.errorf(
                    "A word on a stage cannot be read, the one before it stands;"
                            + " stage=%s offset=%d cause=%s",
                    stage.get(), record.offset(), e.getMessage());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
