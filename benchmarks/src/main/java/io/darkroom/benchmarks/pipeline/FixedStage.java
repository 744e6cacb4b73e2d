package io.darkroom.benchmarks.pipeline;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.EventIds;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageFinished;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A stage that looks at nothing and takes a fixed time: what is measured beside it is what Darkroom
 * adds. It speaks as the stages do that it stands in for, which have to be paused.
 */
final class FixedStage implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Duration takes;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final ScheduledExecutorService later =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("fixed-stage").daemon().factory());
    private final Thread reader;

    private FixedStage(String kafka, Duration takes) {
        this.takes = takes;
        Map<String, Object> servers = Map.of("bootstrap.servers", kafka);
        producer =
                new KafkaProducer<>(servers, new ByteArraySerializer(), new ByteArraySerializer());
        consumer =
                new KafkaConsumer<>(
                        new HashMap<>(servers),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        var partitions =
                consumer.partitionsFor(Topics.ASSET_UPLOADED).stream()
                        .map(part -> new TopicPartition(part.topic(), part.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        reader = Thread.ofPlatform().name("fixed-stage-reader").daemon().unstarted(this::read);
    }

    /** Begins to read: what is sent out from now on is its work. */
    static FixedStage start(String kafka, Duration takes) {
        var stage = new FixedStage(kafka, takes);
        stage.reader.start();
        return stage;
    }

    private void read() {
        try (consumer) {
            while (true) {
                consumer.poll(POLL).forEach(this::take);
            }
        } catch (WakeupException _) {
            // Closed.
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> message) {
        var headers = new HashMap<String, String>();
        message.headers().forEach(each -> headers.put(each.key(), CloudEvent.text(each.value())));
        var asset = CloudEvent.read(headers, message.value(), AssetUploaded.class).data();
        for (var run : asset.plan().entrySet()) {
            var _ =
                    later.schedule(
                            () -> report(asset, run.getKey(), run.getValue()),
                            takes.toMillis(),
                            TimeUnit.MILLISECONDS);
        }
    }

    private void report(AssetUploaded asset, Stage stage, int generation) {
        var finished =
                new StageFinished(
                        asset.assetId(),
                        asset.tenant(),
                        stage,
                        generation,
                        1,
                        takes.toMillis(),
                        new StageOutcome.Skipped("A stage of a benchmark looks at nothing"));
        var event =
                CloudEvent.of(EventIds.stageFinished(finished), "/bench", Instant.now(), finished);
        var message =
                new ProducerRecord<>(
                        Topics.STAGE_FINISHED, bytes(asset.assetId().toString()), event.value());
        event.headers().forEach((name, value) -> message.headers().add(name, bytes(value)));
        var _ = producer.send(message);
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            reader.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        later.shutdownNow();
        producer.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
