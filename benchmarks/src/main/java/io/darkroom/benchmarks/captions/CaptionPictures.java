package io.darkroom.benchmarks.captions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Original;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.Topics;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.local.embedded.EmbeddedS3;
import io.darkroom.storage.S3ObjectStore;
import io.darkroom.storage.S3Settings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Pictures that are stored and announced as ingest-service does it. */
final class CaptionPictures implements AutoCloseable {
    private static final String ORIGINALS = "darkroom-originals";

    private final S3ObjectStore store;
    private final KafkaProducer<byte[], byte[]> producer;

    private CaptionPictures(S3ObjectStore store, KafkaProducer<byte[], byte[]> producer) {
        this.store = store;
        this.producer = producer;
    }

    /** With the buckets that are needed. */
    static CaptionPictures into(EmbeddedS3 s3, String kafka) {
        var store = new S3ObjectStore(S3Settings.of(s3.endpoint(), s3.accessKey(), s3.secretKey()));
        store.ensureBucket(ORIGINALS);
        store.ensureBucket("darkroom-variants");
        return new CaptionPictures(
                store,
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka),
                        new ByteArraySerializer(),
                        new ByteArraySerializer()));
    }

    /** Stores pictures, no two the same, and gives the events that announce them. */
    List<AssetUploaded> store(byte[] jpeg, int count) {
        var assets = new ArrayList<AssetUploaded>();
        for (int i = 0; i < count; i++) {
            UUID id = UUID.randomUUID();
            byte[] picture = SmallPicture.marked(jpeg, id.toString());
            var place = new ObjectRef(ORIGINALS, "originals/default/" + id);
            store.put(place, picture, "image/jpeg");
            assets.add(
                    new AssetUploaded(
                            id,
                            "default",
                            place,
                            new Original("image/jpeg", picture.length, 1, 1, sha256(picture), null),
                            null,
                            UploadRequest.EMPTY.withMetadata(marked(id)),
                            Map.of(Stage.CAPTION, 1)));
        }
        return assets;
    }

    /** Announces them as ingest-service does: which partition each goes to is up to its id. */
    void announce(List<AssetUploaded> assets) {
        assets.forEach(this::send);
        producer.flush();
    }

    private void send(AssetUploaded asset) {
        var event = CloudEvent.of(UUID.randomUUID(), "/bench", Instant.now(), asset);
        var message =
                new ProducerRecord<>(
                        Topics.ASSET_UPLOADED, bytes(asset.assetId().toString()), event.value());
        event.headers().forEach((name, text) -> message.headers().add(name, bytes(text)));
        var _ = producer.send(message);
    }

    private static Map<String, JsonNode> marked(UUID id) {
        return Map.of("asset", TextNode.valueOf(StandInModel.mark(id)));
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

    @Override
    public void close() {
        producer.close();
        store.close();
    }
}
