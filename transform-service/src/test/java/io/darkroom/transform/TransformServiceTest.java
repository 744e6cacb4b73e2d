package io.darkroom.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Ratio;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageFinished;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.StoredVariant;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.contracts.UploadRequest.OutpaintRequest;
import io.darkroom.imaging.Encoding;
import io.darkroom.imaging.ImageDecoder;
import io.darkroom.imaging.ImageLimits;
import io.darkroom.imaging.Picture;
import io.darkroom.local.embedded.StageTraffic;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.darkroom.storage.ObjectStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The whole service between a real broker and a real object store. */
@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class TransformServiceTest {
    private static final String BUCKET = "darkroom-originals";
    private static final int MANY_BYTES = 10_000_000;

    private final ObjectStore store;
    private final String kafka;

    @Inject
    TransformServiceTest(
            ObjectStore store, @ConfigProperty(name = "kafka.bootstrap.servers") String kafka) {
        this.store = store;
        this.kafka = kafka;
    }

    @Test
    void cropsAndExtendsWhatWasUploaded() {
        AssetUploaded asset = upload(Drawn.file(Drawn.gravel(400, 300), Encoding.jpeg(90)));
        var traffic = new StageTraffic(kafka);

        traffic.announce(asset);

        List<StageFinished> reports = traffic.reports(asset.assetId(), 2, Duration.ofSeconds(60));
        assertThat(reports)
                .extracting(StageFinished::stage)
                .containsExactlyInAnyOrder(Stage.SMART_CROP, Stage.OUTPAINT);
        assertThat(reports)
                .extracting(StageFinished::outcome)
                .hasOnlyElementsOfType(StageOutcome.Succeeded.class);
        List<StoredVariant> files =
                reports.stream()
                        .map(report -> (StageOutcome.Succeeded) report.outcome())
                        .flatMap(success -> success.variants().stream())
                        .toList();
        assertThat(files)
                .extracting(StoredVariant::name)
                .containsExactlyInAnyOrder("crop-1x1", "crop-4x5", "crop-debug", "outpaint-16x9");
        assertThat(files).allSatisfy(this::isStoredAsReported);
    }

    private void isStoredAsReported(StoredVariant file) {
        byte[] content = store.get(file.object(), MANY_BYTES);
        assertThat(content).hasSize((int) file.bytes());
        try (Picture picture = ImageDecoder.decode(content, ImageLimits.DEFAULT)) {
            assertThat(picture.width()).isEqualTo(file.width());
            assertThat(picture.height()).isEqualTo(file.height());
        }
    }

    private AssetUploaded upload(byte[] original) {
        UUID id = UUID.randomUUID();
        var place = new ObjectRef(BUCKET, "originals/default/" + id);
        store.ensureBucket(BUCKET);
        store.put(place, original, "image/jpeg");
        UploadRequest request =
                Inputs.request(
                        List.of(new Ratio("1:1"), new Ratio("4:5")),
                        null,
                        null,
                        new OutpaintRequest(new Ratio("16:9"), "continue the gravel"));
        return StageTraffic.asset(
                id, place, original, "image/jpeg", request, Stage.SMART_CROP, Stage.OUTPAINT);
    }
}
