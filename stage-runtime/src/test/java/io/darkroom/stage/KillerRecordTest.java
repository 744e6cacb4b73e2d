package io.darkroom.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.DeadLetter;
import io.darkroom.contracts.Failure;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Original;
import io.darkroom.contracts.StageFinished;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.Topics;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.local.embedded.TestServers;
import io.darkroom.storage.S3ObjectStore;
import io.darkroom.storage.S3Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A record kills the process that works on it, every time, in the middle of others. A bare share
 * group loses hundreds of them when the broker reaches its limit of deliveries.
 */
class KillerRecordTest {
    private static final String BUCKET = "darkroom-originals";

    /**
     * Two thousand by hand; every build has time for fewer, of which a bare share group loses some
     * too.
     */
    private static final int NEIGHBOURS = Integer.getInteger("darkroom.test.neighbours", 300);

    private static final Duration AT_MOST = Duration.ofMinutes(10);

    private final Map<String, String> servers = TestServers.configuration();
    private final Map<String, Object> kafka =
            Map.of("bootstrap.servers", setting("kafka.bootstrap.servers"));
    private final byte[] picture =
            ("picture " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
    private final ObjectRef original = new ObjectRef(BUCKET, "originals/" + UUID.randomUUID());

    @BeforeEach
    void storeThePicture() {
        var store =
                new S3ObjectStore(
                        S3Settings.of(
                                URI.create(setting("darkroom.s3.endpoint")),
                                setting("darkroom.s3.access-key"),
                                setting("darkroom.s3.secret-key")));
        store.ensureBucket(BUCKET);
        store.ensureBucket("darkroom-variants");
        store.put(original, picture, "image/png");
    }

    @Test
    void theKillerIsSetAsideAndEveryNeighbourIsDoneOnce() throws Exception {
        UUID killer = UUID.randomUUID();
        Set<UUID> neighbours = new HashSet<>();
        var events = new ArrayList<AssetUploaded>();
        for (int i = 0; i < NEIGHBOURS; i++) {
            UUID id = UUID.randomUUID();
            neighbours.add(id);
            events.add(asset(id, "innocent.png"));
        }
        events.add(NEIGHBOURS / 10, asset(killer, DyingStage.KILLER));
        send(events);

        var reports = new ArrayList<CloudEvent<StageFinished>>();
        int deaths;
        try (var stage = new Kept()) {
            follow(reports, neighbours.size() + 1);
            // It is put aside after it is reported.
            await().until(() -> !deadLetters(killer, neighbours).isEmpty());
            deaths = stage.deaths();
        }

        // Once beside others and three times alone.
        assertThat(deaths).isEqualTo(4);
        // Reports of one outcome share an id, of which the join takes one.
        var ids = new HashMap<UUID, Set<String>>();
        reports.forEach(report ->
                ids.computeIfAbsent(report.data().assetId(), _ -> new HashSet<>())
                        .add(report.id()));
        assertThat(ids.values()).allSatisfy(own -> assertThat(own).hasSize(1));
        assertThat(reports)
                .filteredOn(report -> !report.data().assetId().equals(killer))
                .extracting(report -> report.data().outcome())
                .containsOnly(new StageOutcome.Skipped("Alive"));
        assertThat(reports)
                .filteredOn(report -> report.data().assetId().equals(killer))
                .extracting(report -> report.data().outcome())
                .singleElement()
                .isInstanceOfSatisfying(
                        StageOutcome.Failed.class,
                        failed ->
                                assertThat(failed.error().type())
                                        .isEqualTo(Failure.TYPE_PREFIX + "delivered-too-often"));
        assertThat(deadLetters(killer, neighbours)).containsExactly(killer);
    }

    /** Reads reports until this many assets have one. */
    private void follow(List<CloudEvent<StageFinished>> reports, int assets) {
        var seen = new HashSet<UUID>();
        long deadline = System.nanoTime() + AT_MOST.toNanos();
        try (var consumer = consumer(Topics.STAGE_FINISHED)) {
            while (seen.size() < assets && System.nanoTime() < deadline) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    var report = Driver.read(record);
                    if (report.data().stage() == DyingStage.STAGE) {
                        reports.add(report);
                        seen.add(report.data().assetId());
                    }
                }
            }
        }
        assertThat(seen).hasSize(assets);
    }

    /** Which of these were put aside; other tests put their own there too. */
    private List<UUID> deadLetters(UUID killer, Set<UUID> neighbours) {
        var found = new ArrayList<UUID>();
        try (var consumer = consumer(Topics.deadLetters(DyingStage.STAGE))) {
            var ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> letter :
                        consumer.poll(Duration.ofMillis(200))) {
                    var key = UUID.fromString(new String(letter.key(), StandardCharsets.UTF_8));
                    if (key.equals(killer) || neighbours.contains(key)) {
                        assertThat(Driver.headers(letter))
                                .containsEntry(
                                        DeadLetter.TYPE,
                                        Failure.TYPE_PREFIX + "delivered-too-often");
                        found.add(key);
                    }
                }
            }
        }
        return found;
    }

    private KafkaConsumer<byte[], byte[]> consumer(String topic) {
        var consumer =
                new KafkaConsumer<>(
                        kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        var partitions =
                consumer.partitionsFor(topic).stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    private AssetUploaded asset(UUID id, String fileName) throws Exception {
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(picture));
        return new AssetUploaded(
                id,
                "default",
                original,
                new Original("image/png", picture.length, 1, 1, sha256, null),
                fileName,
                UploadRequest.EMPTY,
                Driver.plan(1, DyingStage.STAGE));
    }

    private void send(List<AssetUploaded> events) {
        try (var producer =
                new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (AssetUploaded event : events) {
                var cloud = CloudEvent.of(UUID.randomUUID(), "/test", Instant.now(), event);
                var record =
                        new ProducerRecord<>(
                                Topics.ASSET_UPLOADED, bytes(cloud.subject()), cloud.value());
                cloud.headers().forEach((name, value) -> record.headers().add(name, bytes(value)));
                var _ = producer.send(record);
            }
            producer.flush();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String setting(String name) {
        String value = servers.get(name);
        if (value == null) {
            throw new IllegalStateException("The test servers have no " + name);
        }
        return value;
    }

    /** A process that is started again when it dies, as a cluster would. */
    private final class Kept implements AutoCloseable {
        private final Thread keeper;
        private volatile int deaths;
        private volatile boolean closed;

        Kept() {
            keeper = Thread.ofPlatform().name("keeper").start(this::keep);
        }

        int deaths() {
            return deaths;
        }

        @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
        private void keep() {
            while (!closed) {
                Process process = launch();
                try {
                    if (process.waitFor() == DyingStage.EXIT_CODE) {
                        deaths++;
                    }
                } catch (InterruptedException _) {
                    process.destroyForcibly();
                    return;
                }
            }
        }

        private Process launch() {
            var command =
                    new ArrayList<>(
                            List.of(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-Xmx128m",
                                    "-XX:TieredStopAtLevel=1",
                                    "-XX:+UseSerialGC",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    DyingStage.class.getName()));
            servers.forEach((name, value) -> {
                if (name.startsWith("darkroom.s3.") || name.equals("kafka.bootstrap.servers")) {
                    command.add(name + "=" + value);
                }
            });
            command.add("darkroom.stage.retry.give-back-delay=200ms");
            command.add("darkroom.stage.lock=2s");
            command.add("darkroom.stage.session=6s");
            try {
                return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(
                                        Path.of("target", "dying-stage.log").toFile()))
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            closed = true;
            keeper.interrupt();
        }
    }
}
