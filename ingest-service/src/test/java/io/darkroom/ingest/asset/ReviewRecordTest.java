package io.darkroom.ingest.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.Asset.ReviewState;
import io.darkroom.contracts.Caption;
import io.darkroom.contracts.Source;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReviewRecordTest {
    private static final Instant WRITTEN = Instant.parse("2026-11-25T10:00:00Z");
    private static final Instant DECIDED = WRITTEN.plusSeconds(60);
    private static final ReviewRecord WAITING =
            ReviewRecord.pending(UUID.randomUUID(), 2, List.of(), "built-in@1", 1);

    @Test
    void aYesHoldsForTheTextsThatWereShown() {
        var approved = WAITING.decided(ReviewState.APPROVED, "ann", DECIDED);

        assertThat(approved.judged(caption(WRITTEN)).review()).isEqualTo(ReviewState.APPROVED);
        assertThat(approved.judged(flagged()).review()).isEqualTo(ReviewState.APPROVED);
        assertThat(approved.judged(caption(DECIDED)).review())
                .as("edited with the decision")
                .isEqualTo(ReviewState.APPROVED);
    }

    @Test
    void whatCameAfterTheDecisionWasShownToNobody() {
        var approved = WAITING.decided(ReviewState.APPROVED, "ann", DECIDED);

        assertThat(approved.judged(caption(DECIDED.plusSeconds(1))).review()).isNull();
    }

    @Test
    void aNoIsOneToTheTextsThatWereFlagged() {
        var rejected = WAITING.decided(ReviewState.REJECTED, "ann", DECIDED);

        assertThat(rejected.judged(flagged()).review()).isEqualTo(ReviewState.REJECTED);
        assertThat(rejected.judged(caption(WRITTEN)).review()).isNull();
    }

    @Test
    void nothingIsSaidWhileAReviewWaits() {
        assertThat(WAITING.judged(flagged()).review()).isEqualTo(ReviewState.PENDING);
        assertThat(WAITING.judged(caption(WRITTEN)).review()).isNull();
    }

    private static Caption flagged() {
        return caption(WRITTEN).withReview(ReviewState.PENDING);
    }

    private static Caption caption(Instant at) {
        return new Caption("en", "A table", null, false, Source.builtIn(at));
    }
}
