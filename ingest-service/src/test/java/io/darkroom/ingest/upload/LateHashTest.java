package io.darkroom.ingest.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.contracts.Asset.State;
import io.darkroom.contracts.Stage;
import io.darkroom.ingest.support.Assets;
import io.darkroom.ingest.support.Database;
import io.darkroom.ingest.support.Reports;
import io.darkroom.ingest.support.Wire;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
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

    /** An upload whose process died before it had hashed the original. */
    private UUID unhashed() {
        UUID id = assets.upload(ONE_STAGE);
        Database.execute(
                "update ingest.asset set hash_due = true, perceptual_hash = null where id = '"
                        + id
                        + "'");
        return id;
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
        Database.execute(
                "update ingest.asset set created_at = created_at - interval '2 minutes' where id ="
                        + " '"
                        + id
                        + "'");

        queue.findLost();

        awaitHash(id);
    }

    @Test
    void aHashWaitsForUploadsAndNotForEver() {
        UUID id = unhashed();
        queue.uploadBegins();
        try {
            queue.add(id);

            awaitHash(id);
        } finally {
            queue.uploadEnds();
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
}
