package io.darkroom.benchmarks.captions;

import io.darkroom.benchmarks.harness.TopicTail;
import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Original;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.TopicSettings;
import io.darkroom.contracts.Topics;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.local.embedded.EmbeddedKafka;
import io.darkroom.local.embedded.EmbeddedS3;
import io.darkroom.local.embedded.TopicSetup;
import io.darkroom.local.launch.BuiltService;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.S3ObjectStore;
import io.darkroom.storage.S3Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A broker, a store and a stand-in for a model of the benchmark's own, and what goes through them.
 */
final class CaptionRig implements AutoCloseable {
    private static final String ORIGINALS = "darkroom-originals";

    private final Path folder;
    private final EmbeddedKafka kafka;
    private final EmbeddedS3 s3;
    private final ObjectStore store;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Consumer<String, byte[]> reports;
    private final Set<String> reported = new HashSet<>();
    final StandInModel model;
    final CaptionInstances instances;

    /**
     * @param latency of the model
     * @param inFlight questions out at once, of each instance
     */
    CaptionRig(Duration latency, int inFlight) {
        folder = folder();
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        TopicSetup.apply(kafka.bootstrapServers());
        s3 = EmbeddedS3.start(folder.resolve("s3"), 0, "bench-access", "bench-secret-key");
        store = new S3ObjectStore(S3Settings.of(s3.endpoint(), s3.accessKey(), s3.secretKey()));
        store.ensureBucket(ORIGINALS);
        store.ensureBucket("darkroom-variants");
        model = new StandInModel(latency);
        instances = new CaptionInstances(folder, BuiltService.environment(settings(inFlight)));
        Map<String, Object> servers = Map.of("bootstrap.servers", kafka.bootstrapServers());
        producer =
                new KafkaProducer<>(servers, new ByteArraySerializer(), new ByteArraySerializer());
        reports = TopicTail.consumer(kafka.bootstrapServers(), Topics.STAGE_FINISHED);
    }

    /** Stores pictures, no two the same, and gives the events that announce them. */
    List<AssetUploaded> store(byte[] jpeg, int count) {
        var assets = new ArrayList<AssetUploaded>();
        for (int i = 0; i < count; i++) {
            UUID id = UUID.randomUUID();
            byte[] picture = marked(jpeg, id.toString());
            var place = new ObjectRef(ORIGINALS, "originals/default/" + id);
            store.put(place, picture, "image/jpeg");
            assets.add(
                    new AssetUploaded(
                            id,
                            "default",
                            place,
                            new Original("image/jpeg", picture.length, 1, 1, sha256(picture), null),
                            null,
                            UploadRequest.EMPTY.withMetadata(StandInModel.mark(id)),
                            Map.of(Stage.CAPTION, 1)));
        }
        return assets;
    }

    /** Announces them as ingest-service does: which partition each goes to is up to its id. */
    void announce(List<AssetUploaded> assets) {
        assets.forEach(asset -> send(asset, null));
        producer.flush();
    }

    /**
     * Announces them in one partition each, so that an instance with as many places as partitions
     * can have all of them in hand: each of its consumers reads a part of the partitions.
     */
    void announceApart(List<AssetUploaded> assets) {
        for (int i = 0; i < assets.size(); i++) {
            send(assets.get(i), i % TopicSettings.DEFAULT_PARTITIONS);
        }
        producer.flush();
    }

    private void send(AssetUploaded asset, @Nullable Integer partition) {
        var event = CloudEvent.of(UUID.randomUUID(), "/bench", Instant.now(), asset);
        var message =
                new ProducerRecord<>(
                        Topics.ASSET_UPLOADED,
                        partition,
                        bytes(asset.assetId().toString()),
                        event.value());
        event.headers().forEach((name, text) -> message.headers().add(name, bytes(text)));
        var _ = producer.send(message);
    }

    /**
     * The outcomes of so many pictures by their kind, or of those that came within the time. A
     * report may come twice, as everything that is acknowledged may, and counts once.
     */
    Map<String, Integer> await(int count, Duration within) {
        var kinds = new HashMap<String, Integer>();
        long end = System.nanoTime() + within.toNanos();
        for (int seen = 0; seen < count && System.nanoTime() < end; ) {
            for (var message : reports.poll(Duration.ofMillis(100))) {
                if (reported.add(message.key())) {
                    String json = new String(message.value(), StandardCharsets.UTF_8);
                    kinds.merge(kind(json), 1, Integer::sum);
                    seen++;
                }
            }
        }
        return kinds;
    }

    long deadLetters() {
        var partition = new TopicPartition(Topics.deadLetters(Stage.CAPTION), 0);
        return reports.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }

    @Override
    public void close() {
        instances.close();
        producer.close();
        reports.close();
        model.close();
        s3.close();
        kafka.close();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The benchmark's folder could not be removed", e);
        }
    }

    private Map<String, String> settings(int inFlight) {
        return Map.ofEntries(
                Map.entry("kafka.bootstrap.servers", kafka.bootstrapServers()),
                Map.entry("darkroom.s3.endpoint", s3.endpoint().toString()),
                Map.entry("darkroom.s3.access-key", s3.accessKey()),
                Map.entry("darkroom.s3.secret-key", s3.secretKey()),
                Map.entry("quarkus.log.level", "WARN"),
                Map.entry("darkroom.stages", "caption"),
                Map.entry("darkroom.model.provider", "openai"),
                Map.entry("darkroom.model.name", "stand-in"),
                Map.entry("darkroom.model.base-url", model.address()),
                // Longer than it ever keeps a question.
                Map.entry("darkroom.model.timeout", "3m"),
                Map.entry("darkroom.model.in-flight", Integer.toString(inFlight)));
    }

    private static String kind(String json) {
        return json.contains("\"outcome\":\"SUCCEEDED\"") ? "succeeded" : "other";
    }

    /** The same pixels in another file: a comment behind the start of the JPEG. */
    private static byte[] marked(byte[] jpeg, String comment) {
        byte[] text = bytes(comment);
        byte[] marked = new byte[jpeg.length + text.length + 4];
        System.arraycopy(jpeg, 0, marked, 0, 2);
        marked[2] = (byte) 0xff;
        marked[3] = (byte) 0xfe;
        marked[4] = 0;
        marked[5] = (byte) (text.length + 2);
        System.arraycopy(text, 0, marked, 6, text.length);
        System.arraycopy(jpeg, 2, marked, 6 + text.length, jpeg.length - 2);
        return marked;
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("darkroom-captions");
        } catch (IOException e) {
            throw new UncheckedIOException("There is no room for temporary files", e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
