package io.darkroom.ingest.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.contracts.Asset.State;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.StageResult;
import io.darkroom.ingest.support.Assets;
import io.darkroom.ingest.support.Database;
import io.darkroom.ingest.support.Reports;
import io.darkroom.ingest.support.Wire;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Originals whose perceptual hash comes after the upload was answered. */
@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class LateHashTest {
    private static final String ONE_STAGE =
            "{\"stages\": [\"auto-tag\"], \"moderation\": \"skip\"}";

    @Inject Assets assets;
    @Inject HashQueue queue;
    @Inject UploadsUnderWay underWay;

    private static final String CROPS = "{\"stages\": [\"smart-crop\"], \"moderation\": \"skip\"}";
    private static final String HASH = "d1c4a5b2e0f39687";

    /** An upload whose process died before it had hashed the original. */
    private UUID unhashed() {
        return unhashed(ONE_STAGE);
    }

    private UUID unhashed(String request) {
        UUID id = assets.upload(request);
        Database.execute(
                "update ingest.asset set hash_due = true, perceptual_hash = null where id = '"
                        + id
                        + "'");
        return id;
    }

    private static void age(UUID id, int seconds) {
        Database.execute(
                "update ingest.asset set created_at = created_at - interval '%d seconds' where id = '%s'"
                        .formatted(seconds, id));
    }

    private static StageOutcome.Succeeded crops(String hash) {
        var done = Reports.success(Stage.SMART_CROP, List.of());
        var crops = (StageResult.Cropped) done.result();
        return new StageOutcome.Succeeded(
                new StageResult.Cropped(crops.focalPoint(), crops.crops(), hash),
                done.variants(),
                done.engine(),
                done.model(),
                done.cost(),
                done.warnings());
    }

    private void awaitHash(UUID id) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(assets.record(id).original().perceptualHash())
                                .matches("[0-9a-f]{16}"));
    }

    @Test
    void aHashThatComesLaterFillsTheRecordAndIsNoRevision() {
        UUID id = unhashed();

        queue.add(id);

        awaitHash(id);
        assertThat(assets.record(id).revision()).isEqualTo(1);
    }

    @Test
    void nothingIsPublishedBeforeItIsHashed() {
        UUID id = unhashed();
        Wire.send(Reports.succeeded(id, Stage.AUTO_TAG));
        assertThat(assets.await(id, 2).state()).isEqualTo(State.ENRICHING);

        queue.add(id);

        assertThat(assets.await(id, State.PUBLISHED).original().perceptualHash())
                .matches("[0-9a-f]{16}");
    }

    @Test
    void whatAProcessTookWithItIsFoundAgain() {
        UUID id = unhashed();
        age(id, 120);

        queue.findLost();

        awaitHash(id);
    }

    @Test
    void aHashWaitsForUploadsAndNotForEver() {
        UUID id = unhashed();
        underWay.begin();
        try {
            queue.add(id);

            awaitHash(id);
        } finally {
            underWay.end();
        }
    }

    @Test
    void anOriginalThatIsGoneHoldsNothingUp() {
        UUID id = unhashed();
        Database.execute(
                "update ingest.asset set object_key = 'originals/gone' where id = '" + id + "'");
        Wire.send(Reports.succeeded(id, Stage.AUTO_TAG));
        assets.await(id, 2);

        queue.add(id);

        assertThat(assets.await(id, State.PUBLISHED).original().perceptualHash()).isNull();
    }

    @Test
    void anOriginalThatCannotBeReadIsTriedForADay() {
        UUID id = unhashed();
        Database.execute(
                "update ingest.asset set object_key = repeat('x', 2000) where id = '" + id + "'");
        Wire.send(Reports.succeeded(id, Stage.AUTO_TAG));
        assets.await(id, 2);

        queue.catchUp("default", Duration.ofMinutes(1));
        assertThat(assets.record(id).state()).isEqualTo(State.ENRICHING);

        age(id, 24 * 60 * 60);
        queue.findLost();
        assertThat(assets.await(id, State.PUBLISHED).original().perceptualHash()).isNull();
    }

    /** As of a store that refuses hundreds of originals. */
    @Test
    void originalsThatCannotBeReadHoldUpNobodyElse() {
        UUID refused = unhashed();
        Database.execute(
                "update ingest.asset set object_key = repeat('x', 2000), created_at = created_at -"
                        + " interval '1 hour' where id = '"
                        + refused
                        + "'");
        assets.copies(refused, 120);
        String copies = " where file_name = 'copy-of-" + refused + "'";
        Database.execute(
                "delete from ingest.asset_stage where asset_id in (select id from ingest.asset"
                        + copies
                        + ")");
        Database.execute(
                "update ingest.asset set id = overlay(id::text placing '00000000' from 1)::uuid"
                        + copies);
        try {
            UUID id = unhashed();
            age(id, 120);

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> {
                        queue.findLost();
                        return assets.record(id).original().perceptualHash() != null;
                    });
        } finally {
            Assets.forgetCopies(refused);
        }
    }

    @Test
    void whoeverCropsBringsTheHash() {
        UUID id = unhashed(CROPS);

        Wire.send(Reports.finished(id, Stage.SMART_CROP, 1, crops(HASH)));

        assertThat(assets.await(id, State.PUBLISHED).original().perceptualHash()).isEqualTo(HASH);
    }

    @Test
    void aStageThatKnowsNoHashLeavesItToUs() {
        UUID id = unhashed(CROPS);

        Wire.send(Reports.succeeded(id, Stage.SMART_CROP));

        assertThat(assets.await(id, State.PUBLISHED).original().perceptualHash())
                .matches("[0-9a-f]{16}");
    }

    @Test
    void withoutCropsTheOriginalIsHashed() {
        UUID id = unhashed(CROPS);

        Wire.send(Reports.failed(id, Stage.SMART_CROP));

        assertThat(assets.await(id, State.PUBLISHED).original().perceptualHash())
                .matches("[0-9a-f]{16}");
    }

    @Test
    void whoLooksForAlikePicturesWaitsForNoCrops() {
        UUID id = unhashed(CROPS);

        queue.catchUp("default", Duration.ofMinutes(1));

        assertThat(assets.record(id).original().perceptualHash()).matches("[0-9a-f]{16}");
    }

    /** As while an import goes on. */
    @Test
    void whoLooksForAlikePicturesWaitsForNoMoreOfThemThanThereIsTimeFor() {
        UUID id = unhashed(CROPS);

        queue.catchUp("default", Duration.ZERO);

        assertThat(assets.record(id).original().perceptualHash()).isNull();
    }

    @Test
    void cropsAreWaitedForAndNotForEver() {
        UUID young = unhashed(CROPS);
        UUID old = unhashed(CROPS);
        age(young, 30);
        age(old, 90);

        queue.findLost();

        awaitHash(old);
        assertThat(assets.record(young).original().perceptualHash()).isNull();
    }
}
