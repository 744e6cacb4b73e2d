package io.darkroom.benchmarks.pipeline;

import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.EventIds;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageFinished;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Outcomes as stages report them, sent in their place. */
final class Reports implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private Map<Stage, StageOutcome> outcomes = Map.of();

    Reports(String kafka) {
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka, "linger.ms", 0),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    /** Reports these of every asset from now on. */
    void repeat(Map<Stage, StageOutcome> each) {
        outcomes = Map.copyOf(each);
    }

    /**
     * One stage of all assets after the other, so that no asset's outcomes come together.
     *
     * @param generation of the work that is reported; one that was reported before is a repeat
     */
    void send(List<UUID> assets, int generation) {
        outcomes.forEach((stage, outcome) ->
                assets.forEach(asset ->
                        send(
                                new StageFinished(
                                        asset, "default", stage, generation, 1, 200, outcome))));
        producer.flush();
    }

    /** Reports one, and does not wait for the broker. */
    void send(StageFinished finished) {
        var event =
                CloudEvent.of(EventIds.stageFinished(finished), "/bench", Instant.now(), finished);
        var message =
                new ProducerRecord<>(
                        Topics.STAGE_FINISHED, bytes(finished.assetId().toString()), event.value());
        event.headers().forEach((name, value) -> message.headers().add(name, bytes(value)));
        var _ = producer.send(message);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
