package io.darkroom.ingest.live;

import io.darkroom.contracts.Box;
import io.darkroom.contracts.Caption;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.Crop;
import io.darkroom.contracts.EventIds;
import io.darkroom.contracts.FocalPoint;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Outpaint;
import io.darkroom.contracts.Point;
import io.darkroom.contracts.Ratio;
import io.darkroom.contracts.Source;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageFinished;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.StageResult;
import io.darkroom.contracts.StoredVariant;
import io.darkroom.contracts.Tag;
import io.darkroom.contracts.Topics;
import io.darkroom.storage.ObjectStore;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Reports outcomes as the stages would, for a picture that the test drew itself. */
final class StandInStages implements AutoCloseable {
    /** What a model may write too: it is text, whatever it looks like. */
    static final String GERMAN =
            "Eine <b>rote Sonne</b> über Hügeln.<img src=x onerror=\"document.title='broken in'\">";

    static final String TAG = "<i>hills</i>";

    private final KafkaProducer<String, byte[]> producer;
    private final ObjectStore store;
    private final String bucket;
    private final BufferedImage picture;

    StandInStages(String brokers, ObjectStore store, String bucket, BufferedImage picture) {
        this.producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", brokers),
                        new StringSerializer(),
                        new ByteArraySerializer());
        this.store = store;
        this.bucket = bucket;
        this.picture = picture;
    }

    void caption(UUID asset, String tenant) {
        var captions =
                List.of(
                        caption("en", "A red sun over two rows of blue hills, wide and calm."),
                        caption("de", GERMAN));
        finish(asset, tenant, Stage.CAPTION, new StageResult.Captioned(captions), List.of());
    }

    void tags(UUID asset, String tenant) {
        var tags = List.of(tag("landscape", 0.93), tag("sunset", 0.81), tag(TAG, 0.64));
        finish(asset, tenant, Stage.AUTO_TAG, new StageResult.Tagged(tags), List.of());
    }

    void crops(UUID asset, String tenant) {
        var crops =
                List.of(
                        crop("1:1", new Box(400, 0, 800, 800)),
                        crop("16:9", new Box(0, 62, 1200, 675)));
        var focus = new FocalPoint(0.7, 0.4, Source.builtIn(Instant.now()));
        var files = crops.stream().map(crop -> cut(asset, crop)).toList();
        finish(asset, tenant, Stage.SMART_CROP, new StageResult.Cropped(focus, crops, null), files);
    }

    void outpaint(UUID asset, String tenant, String instruction) {
        var extended = DrawnPicture.extended();
        var name = "outpaint-21x9";
        var file =
                new StoredVariant(
                        name,
                        put(asset, Stage.OUTPAINT, name, extended),
                        "image/jpeg",
                        extended.getWidth(),
                        extended.getHeight(),
                        90_000,
                        true);
        var result =
                new Outpaint(
                        new Ratio("21:9"),
                        instruction,
                        "built-in",
                        "patch-match",
                        List.of(),
                        DrawnPicture.PLACEMENT,
                        List.of(name));
        finish(asset, tenant, Stage.OUTPAINT, new StageResult.Extended(result), List.of(file));
    }

    private StoredVariant cut(UUID asset, Crop crop) {
        Box box = crop.box();
        var name = crop.variants().getFirst();
        var part = picture.getSubimage(box.x(), box.y(), box.width(), box.height());
        var object = put(asset, Stage.SMART_CROP, name, part);
        return new StoredVariant(
                name, object, "image/jpeg", box.width(), box.height(), 40_000, false);
    }

    private ObjectRef put(UUID asset, Stage stage, String name, BufferedImage image) {
        var ref = new ObjectRef(bucket, "variants/" + asset + "/" + stage + "/00/" + name);
        store.ensureBucket(bucket);
        store.put(ref, DrawnPicture.jpeg(image), "image/jpeg");
        return ref;
    }

    private void finish(
            UUID asset, String tenant, Stage stage, StageResult result, List<StoredVariant> files) {
        var outcome = new StageOutcome.Succeeded(result, files, "built-in", null, null, List.of());
        var fact = new StageFinished(asset, tenant, stage, 1, 1, 240, outcome);
        var event =
                CloudEvent.of(
                        EventIds.stageFinished(fact), "/darkroom/stand-in", Instant.now(), fact);
        var sent = new ProducerRecord<>(Topics.STAGE_FINISHED, asset.toString(), event.value());
        event.headers()
                .forEach((name, value) ->
                        sent.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try {
            producer.send(sent).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("The stand-in's report was not sent", e);
        }
    }

    private static Caption caption(String language, String alt) {
        return new Caption(language, alt, null, false, Source.builtIn(Instant.now()));
    }

    private static Tag tag(String label, double confidence) {
        return new Tag(label, "en", confidence, Source.builtIn(Instant.now()));
    }

    private static Crop crop(String ratio, Box box) {
        var asked = new Ratio(ratio);
        return new Crop(
                asked,
                box,
                new Point(0.7, 0.4),
                0.84,
                List.of("salient-region"),
                List.of("crop-" + asked.slug()));
    }

    @Override
    public void close() {
        producer.close();
    }
}
