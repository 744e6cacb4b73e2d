package io.darkroom.local.embedded;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.Event;
import io.darkroom.contracts.EventIds;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Original;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageFinished;
import io.darkroom.contracts.Topics;
import io.darkroom.contracts.UploadRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Plays the rest of the pipeline for one service, with plain clients. */
public final class StageTraffic {
    private final Map<String, Object> servers;

    /**
     * @param bootstrapServers of the broker, as {@code host:port}
     */
    public StageTraffic(String bootstrapServers) {
        this.servers = Map.of("bootstrap.servers", bootstrapServers);
    }

    /**
     * An upload for these stages, as ingest would announce it; its place in the store is left to
     * the caller, its size in pixels is not measured.
     *
     * @param place where the original lies
     */
    public static AssetUploaded asset(
            UUID id,
            ObjectRef place,
            byte[] original,
            String contentType,
            UploadRequest request,
            Stage... stages) {
        var plan = new EnumMap<Stage, Integer>(Stage.class);
        Stream.of(stages).forEach(stage -> plan.put(stage, 1));
        var description = new Original(contentType, original.length, 1, 1, sha256(original), null);
        return new AssetUploaded(id, "default", place, description, null, request, plan);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /**
     * Announces uploads to the stages, and waits until the broker has them.
     *
     * @throws IllegalStateException if the broker does not take one
     */
    public void announce(AssetUploaded... assets) {
        send(
                Stream.of(assets)
                        .map(asset ->
                                message(
                                        Topics.ASSET_UPLOADED,
                                        asset.assetId(),
                                        UUID.randomUUID(),
                                        asset))
                        .toList());
    }

    /**
     * Reports outcomes as stages do, and waits until the broker has them.
     *
     * @throws IllegalStateException if the broker does not take one
     */
    public void report(StageFinished... outcomes) {
        send(
                Stream.of(outcomes)
                        .map(outcome ->
                                message(
                                        Topics.STAGE_FINISHED,
                                        outcome.assetId(),
                                        EventIds.stageFinished(outcome),
                                        outcome))
                        .toList());
    }

    private void send(List<ProducerRecord<byte[], byte[]>> messages) {
        try (var producer =
                new KafkaProducer<>(
                        servers, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (var sent : messages.stream().map(producer::send).toList()) {
                sent.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while sending an event", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The broker did not take an event", e);
        }
    }

    private static ProducerRecord<byte[], byte[]> message(
            String topic, UUID asset, UUID id, Event data) {
        var event = CloudEvent.of(id, "/stage-traffic", Instant.now(), data);
        byte[] key = asset.toString().getBytes(StandardCharsets.UTF_8);
        var message = new ProducerRecord<>(topic, key, event.value());
        event.headers()
                .forEach((name, text) ->
                        message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return message;
    }

    /**
     * The reports of an asset's stages, read from the topic's beginning until there are so many.
     *
     * @throws IllegalStateException naming what came, where there are fewer within the time
     */
    public List<StageFinished> reports(UUID asset, int count, Duration within) {
        return reports(Set.of(asset), count, within);
    }

    /**
     * The reports of several assets' stages, read from the topic's beginning until there are so
     * many of them together.
     *
     * @throws IllegalStateException naming what came, where there are fewer within the time
     */
    public List<StageFinished> reports(Set<UUID> assets, int count, Duration within) {
        return read(
                Topics.STAGE_FINISHED,
                StageFinished.class,
                report -> assets.contains(report.assetId()),
                count,
                within);
    }

    /**
     * What a topic tells, read from its beginning until there is so much of it.
     *
     * @throws IllegalStateException naming what came, where there is less within the time
     */
    public <T> List<T> read(
            String topic, Class<T> type, Predicate<T> wanted, int count, Duration within) {
        var found = new ArrayList<T>();
        Instant end = Instant.now().plus(within);
        try (var consumer =
                new KafkaConsumer<>(
                        servers, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (found.size() < count) {
                if (Instant.now().isAfter(end)) {
                    throw new IllegalStateException(
                            "Of " + count + " events within " + within + " came " + found);
                }
                for (var message : consumer.poll(Duration.ofMillis(200))) {
                    T event = read(message, type);
                    if (wanted.test(event)) {
                        found.add(event);
                    }
                }
            }
        }
        return List.copyOf(found);
    }

    private static <T> T read(ConsumerRecord<byte[], byte[]> message, Class<T> type) {
        var headers = new HashMap<String, String>();
        message.headers()
                .forEach(header -> headers.put(header.key(), CloudEvent.text(header.value())));
        return CloudEvent.read(headers, message.value(), type).data();
    }
}
