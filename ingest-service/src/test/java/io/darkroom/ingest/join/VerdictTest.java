package io.darkroom.ingest.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.AssetEnriched;
import io.darkroom.contracts.AssetWithdrawn;
import io.darkroom.contracts.Caption;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.EventIds;
import io.darkroom.contracts.ReviewDecided;
import io.darkroom.contracts.ReviewRequested;
import io.darkroom.contracts.Source;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.Topics;
import io.darkroom.ingest.support.Assets;
import io.darkroom.ingest.support.Reports;
import io.darkroom.ingest.support.Wire;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What joins where a person must look: asked, and taken at their word. */
@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class VerdictTest {
    @Inject Assets assets;

    @Test
    void aRequiredReviewAsksAPersonAndTheirVerdictPublishes() {
        UUID id = assets.upload("{\"stages\": [\"caption\"], \"moderation\": \"required\"}");
        Wire.send(Reports.succeeded(id, Stage.CAPTION));
        Asset waiting = assets.await(id, Asset.State.IN_REVIEW);
        Awaitility.await().until(() -> !requested(id).isEmpty());
        ReviewRequested request = requested(id).getFirst().data();
        assertThat(request.reviewId()).isEqualTo(EventIds.review(id, waiting.revision()));
        assertThat(request.reasons()).extracting("code").containsExactly("requested");
        assertThat(published(id)).isEmpty();

        decide(request, request.revision() - 1, ReviewDecided.Verdict.REJECT);
        decide(request, request.revision(), ReviewDecided.Verdict.APPROVE);
        Asset record = assets.await(id, Asset.State.PUBLISHED);

        assertThat(record.captions())
                .singleElement()
                .satisfies(caption -> {
                    assertThat(caption.alt()).isEqualTo("A table, says Ann");
                    assertThat(caption.review()).isEqualTo(Asset.ReviewState.APPROVED);
                });
        assertThat(record.review())
                .extracting(Asset.Review::state)
                .isEqualTo(Asset.ReviewState.APPROVED);
    }

    @Test
    void aRejectedAssetIsNeverPublished() {
        UUID id = assets.upload("{\"stages\": [\"caption\"], \"moderation\": \"required\"}");
        Wire.send(Reports.succeeded(id, Stage.CAPTION));
        assets.await(id, Asset.State.IN_REVIEW);
        Awaitility.await().until(() -> !requested(id).isEmpty());
        ReviewRequested request = requested(id).getFirst().data();

        decide(request, request.revision(), ReviewDecided.Verdict.REJECT);
        assets.await(id, Asset.State.REJECTED);

        assertThat(published(id)).isEmpty();
    }

    @Test
    void aLateOutpaintTakesAPublishedAssetBackForReview() {
        UUID id =
                assets.upload(
                        "{\"stages\": [\"caption\", \"outpaint\"], \"outpaint\":"
                                + " {\"aspectRatio\": \"16:9\", \"instruction\": \"wall\"}}");
        Wire.send(Reports.succeeded(id, Stage.CAPTION));
        Wire.send(Reports.failed(id, Stage.OUTPAINT));
        assets.await(id, Asset.State.PUBLISHED);

        Wire.send(Reports.succeeded(id, Stage.OUTPAINT));
        assets.await(id, Asset.State.IN_REVIEW);

        Awaitility.await()
                .until(() ->
                        Wire.about(id, Topics.ASSET_ENRICHED, AssetWithdrawn.class).size() == 1);
    }

    private static void decide(
            ReviewRequested request, long revision, ReviewDecided.Verdict verdict) {
        var at = Instant.now();
        var caption = new Caption("en", "A table, says Ann", null, false, Source.person("ann", at));
        Wire.send(
                Topics.REVIEW_DECIDED,
                UUID.randomUUID(),
                new ReviewDecided(
                        request.reviewId(),
                        request.assetId(),
                        request.tenant(),
                        revision,
                        verdict,
                        List.of(),
                        null,
                        List.of(),
                        List.of(caption),
                        null,
                        "ann",
                        at,
                        null));
    }

    private static List<CloudEvent<AssetEnriched>> published(UUID id) {
        return Wire.about(id, Topics.ASSET_ENRICHED, AssetEnriched.class);
    }

    private static List<CloudEvent<ReviewRequested>> requested(UUID id) {
        return Wire.about(id, Topics.REVIEW_REQUESTED, ReviewRequested.class);
    }
}
