package io.darkroom.captioning;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageFinished;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.StageResult;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.local.embedded.StageTraffic;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.darkroom.storage.ObjectStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The whole service between a real broker and a real object store. */
@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class CaptionServiceTest {
    private static final String BUCKET = "darkroom-originals";

    private final ObjectStore store;
    private final String kafka;

    @Inject
    CaptionServiceTest(
            ObjectStore store, @ConfigProperty(name = "kafka.bootstrap.servers") String kafka) {
        this.store = store;
        this.kafka = kafka;
    }

    @Test
    void captionsAndTagsWhatWasUploaded() throws IOException {
        AssetUploaded asset = upload(redDisc());
        var traffic = new StageTraffic(kafka);

        traffic.announce(asset);

        Map<Stage, StageResult> results =
                traffic.reports(asset.assetId(), 2, Duration.ofSeconds(60)).stream()
                        .collect(
                                Collectors.toMap(StageFinished::stage, CaptionServiceTest::result));
        assertThat(results).containsOnlyKeys(Stage.CAPTION, Stage.AUTO_TAG);
        assertThat(((StageResult.Captioned) requireNonNull(results.get(Stage.CAPTION))).captions())
                .singleElement()
                .satisfies(caption -> {
                    assertThat(caption.language()).isEqualTo("en");
                    assertThat(caption.alt()).containsIgnoringCase("red subject");
                    assertThat(caption.source().engine()).isEqualTo("built-in");
                });
        assertThat(((StageResult.Tagged) requireNonNull(results.get(Stage.AUTO_TAG))).tags())
                .extracting(tag -> tag.label())
                .contains("red", "plain background");
    }

    private static StageResult result(StageFinished report) {
        return ((StageOutcome.Succeeded) report.outcome()).result();
    }

    private AssetUploaded upload(byte[] original) {
        UUID id = UUID.randomUUID();
        var place = new ObjectRef(BUCKET, "originals/default/" + id);
        store.ensureBucket(BUCKET);
        store.put(place, original, "image/png");
        return StageTraffic.asset(
                id,
                place,
                original,
                "image/png",
                UploadRequest.EMPTY,
                Stage.CAPTION,
                Stage.AUTO_TAG);
    }

    private static byte[] redDisc() throws IOException {
        var picture = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB);
        var pen = picture.createGraphics();
        pen.setColor(Color.LIGHT_GRAY);
        pen.fillRect(0, 0, 400, 300);
        pen.setColor(Color.RED);
        pen.fillOval(130, 80, 140, 140);
        pen.dispose();
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        return bytes.toByteArray();
    }
}
