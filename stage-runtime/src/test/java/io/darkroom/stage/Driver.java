package io.darkroom.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.CanaryFinished;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.DeadLetter;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Original;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageControl;
import io.darkroom.contracts.StageFinished;
import io.darkroom.contracts.StageInstance;
import io.darkroom.contracts.Topics;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.storage.ObjectStore;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The rest of the pipeline, as the toy service sees it: plain Kafka clients and the store. */
@ApplicationScoped
class Driver {
    private static final String BUCKET = "darkroom-originals";

    private final ObjectStore store;
    private final Map<String, Object> servers;
    private final Producer<byte[], byte[]> producer;
    private final List<ConsumerRecord<byte[], byte[]>> seen = new CopyOnWriteArrayList<>();
    private final Thread reader;
    private volatile boolean closed;

    Driver(ObjectStore store, @ConfigProperty(name = "kafka.bootstrap.servers") String kafka) {
        this.store = store;
        this.servers = Map.of("bootstrap.servers", kafka);
        this.producer =
                new KafkaProducer<>(servers, new ByteArraySerializer(), new ByteArraySerializer());
        store.ensureBucket(BUCKET);
        this.reader = Thread.ofVirtual().start(this::read);
    }

    @PreDestroy
    void close() throws InterruptedException {
        closed = true;
        reader.join();
        producer.close();
    }

    /** An original in the store and the event that says so, not yet sent. */
    AssetUploaded asset(Stage... plan) {
        UUID id = UUID.randomUUID();
        byte[] content = ("picture " + id).getBytes(StandardCharsets.UTF_8);
        var ref = new ObjectRef(BUCKET, "originals/default/" + id);
        store.put(ref, content, "image/png");
        return new AssetUploaded(
                id,
                "default",
                ref,
                new Original("image/png", content.length, 1, 1, sha256(content), null),
                "toy.png",
                UploadRequest.EMPTY,
                plan(1, plan));
    }

    static Map<Stage, Integer> plan(int generation, Stage... stages) {
        var plan = new java.util.EnumMap<Stage, Integer>(Stage.class);
        Arrays.stream(stages).forEach(stage -> plan.put(stage, generation));
        return plan;
    }

    void send(AssetUploaded asset, Map<String, String> headers) {
        send(Topics.ASSET_UPLOADED, asset, headers);
    }

    /** Sends it out on the bulk lane. */
    void sendInBulk(AssetUploaded asset) {
        send(Topics.ASSET_UPLOADED_BULK, asset, Map.of());
    }

    private void send(String topic, AssetUploaded asset, Map<String, String> headers) {
        var event = CloudEvent.of(UUID.randomUUID(), "/test", Instant.now(), asset);
        var all = new java.util.LinkedHashMap<>(event.headers());
        all.putAll(headers);
        send(topic, asset.assetId().toString(), event.value(), all);
    }

    /** Says a word on a stage, as operations do. */
    void control(StageControl word) {
        var event =
                new CloudEvent<>(
                        UUID.randomUUID().toString(),
                        "/test",
                        StageControl.TYPE,
                        word.at(),
                        word.stage().id(),
                        word);
        send(Topics.STAGE_CONTROL, word.stage().id(), event.value(), event.headers());
    }

    void send(UUID key, byte[] value, Map<String, String> headers) {
        send(Topics.ASSET_UPLOADED, key.toString(), value, headers);
    }

    void send(String topic, String key, byte[] value, Map<String, String> headers) {
        var message = new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
        headers.forEach(
                (name, text) -> message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        try {
            producer.send(message).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Has the broker refuse whatever is sent to a topic, as if it were full, or take it again. */
    void refuse(String topic, boolean refuse) throws InterruptedException, ExecutionException {
        var type = refuse ? AlterConfigOp.OpType.SET : AlterConfigOp.OpType.DELETE;
        var most = new AlterConfigOp(new ConfigEntry("max.message.bytes", "1"), type);
        try (var admin = Admin.create(servers)) {
            admin.incrementalAlterConfigs(
                            Map.of(
                                    new ConfigResource(ConfigResource.Type.TOPIC, topic),
                                    List.of(most)))
                    .all()
                    .get();
        }
        // The broker goes by it only once it has heard of it.
        await().until(() -> takes(topic) != refuse);
    }

    private boolean takes(String topic) throws InterruptedException {
        try {
            producer.send(new ProducerRecord<>(topic, new byte[1], new byte[1])).get();
            return true;
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(RecordTooLargeException.class);
            return false;
        }
    }

    /** How many consumers a share group has, as the broker knows it. */
    int members(String shareGroup) {
        try (var admin = Admin.create(servers)) {
            var described = admin.describeShareGroups(List.of(shareGroup)).all().get();
            return described.values().iterator().next().members().size();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was reported for an asset so far. */
    List<StageFinished> reports(UUID asset) {
        return records(Topics.STAGE_FINISHED, asset).map(record -> read(record).data()).toList();
    }

    /** What canaries made of an asset so far. */
    List<CanaryFinished> canaryReports(UUID asset) {
        return records(Topics.STAGE_CANARY, asset)
                .map(record ->
                        CloudEvent.read(headers(record), record.value(), CanaryFinished.class)
                                .data())
                .toList();
    }

    /** Waits for this many reports. */
    List<StageFinished> awaitReports(UUID asset, int count) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> reports(asset).size() >= count);
        return reports(asset);
    }

    /** Waits for the one dead letter of a stage about this key, which gives this reason. */
    void awaitDeadLetter(Stage stage, UUID key, String type) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(records(Topics.deadLetters(stage), key))
                                .singleElement()
                                .satisfies(letter ->
                                        assertThat(headers(letter))
                                                .containsEntry(DeadLetter.TYPE, type)));
    }

    Stream<ConsumerRecord<byte[], byte[]>> records(String topic, UUID key) {
        return seen.stream()
                .filter(record -> record.topic().equals(topic))
                .filter(record ->
                        key.toString().equals(new String(record.key(), StandardCharsets.UTF_8)));
    }

    /** The latest that this instance said of the stage. */
    Optional<StageInstance.Load> load(String instance, Stage stage) {
        return seen.stream()
                .filter(record -> record.topic().equals(Topics.STAGE_INSTANCES))
                .map(record ->
                        CloudEvent.read(headers(record), record.value(), StageInstance.class)
                                .data())
                .filter(report -> report.instance().equals(instance))
                .flatMap(report -> report.stages().stream())
                .filter(load -> load.stage() == stage)
                .reduce((_, later) -> later);
    }

    static CloudEvent<StageFinished> read(ConsumerRecord<byte[], byte[]> record) {
        return CloudEvent.read(headers(record), record.value(), StageFinished.class);
    }

    static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        return new Delivery(record, java.util.OptionalInt.empty()).headers();
    }

    private void read() {
        try (var consumer =
                new KafkaConsumer<>(
                        servers, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions =
                    Stream.of(
                                    Topics.STAGE_FINISHED,
                                    Topics.STAGE_CANARY,
                                    Topics.STAGE_INSTANCES,
                                    Topics.deadLetters(Stage.AUTO_TAG),
                                    Topics.deadLetters(Stage.SMART_CROP))
                            .flatMap(topic -> consumer.partitionsFor(topic).stream())
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!closed) {
                consumer.poll(Duration.ofMillis(100)).forEach(seen::add);
            }
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
