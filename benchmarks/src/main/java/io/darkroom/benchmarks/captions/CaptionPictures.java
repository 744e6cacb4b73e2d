package io.darkroom.benchmarks.captions;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Original;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.TopicSettings;
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
import org.jspecify.annotations.Nullable;

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
