package io.darkroom.ingest.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Failure;
import io.darkroom.contracts.Finding;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Original;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.StageResult;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.contracts.UploadRequest.Dedupe;
import io.darkroom.contracts.UploadRequest.Moderation;
import io.darkroom.contracts.UploadRequest.OnStageFailure;
import io.darkroom.ingest.asset.AssetEntity;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.asset.StageEntity;
import io.darkroom.ingest.asset.Warnings;
import io.darkroom.ingest.rules.ReviewRules;
import io.darkroom.ingest.rules.RulesInForce;
import io.darkroom.ingest.support.Reports;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReviewPolicyTest {
    private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");
    private static final UUID ID = new UUID(1, 7);
    private static final StageOutcome CAPTIONED = Reports.success(Stage.CAPTION, List.of());
    private static final StageOutcome BROKEN = failure("stage-broke");

    @Test
    void whatIsWholeIsPublished() {
        assertThat(
                        decide(
                                Moderation.AUTO,
                                OnStageFailure.PUBLISH,
                                Map.of(Stage.CAPTION, CAPTIONED)))
                .isEqualTo(new Decision.Publish());
    }

    @Test
    void aRequiredReviewIsHeld() {
        assertThat(reasons(Moderation.REQUIRED, OnStageFailure.PUBLISH, CAPTIONED))
                .containsExactly("requested");
    }

    @Test
    void outpaintGoesToReviewWithWhatItsGuardFoundEvenWhereReviewIsSkipped() {
        var extended =
                Reports.success(Stage.OUTPAINT, List.of(new Finding("guard-face", null, null)));
        var outcomes = Map.of(Stage.CAPTION, CAPTIONED, Stage.OUTPAINT, extended);

        assertThat(codes(decide(Moderation.SKIP, OnStageFailure.PUBLISH, outcomes)))
                .containsExactly("outpaint", "guard-face");
    }

    @Test
    void rulesSayWhetherAStyleThatAnInstructionAsksForCounts() {
        var extended =
                Reports.success(
                        Stage.OUTPAINT, List.of(new Finding("instruction-style", null, null)));
        var record =
                record(Moderation.AUTO, OnStageFailure.PUBLISH, Map.of(Stage.OUTPAINT, extended));

        assertThat(codes(ReviewPolicy.decide(record, RulesInForce.BUILT_IN)))
                .containsExactly("outpaint", "instruction-style");
        assertThat(codes(ReviewPolicy.decide(record, rules(List.of(), 0d, List.of()))))
                .containsExactly("outpaint");
    }

    @Test
    void aFailedStageIsPublishedReviewedOrHeldAsAsked() {
        var outcomes = Map.of(Stage.CAPTION, CAPTIONED, Stage.AUTO_TAG, BROKEN);

        assertThat(decide(Moderation.AUTO, OnStageFailure.PUBLISH, outcomes))
                .isEqualTo(new Decision.Publish());
        assertThat(codes(decide(Moderation.AUTO, OnStageFailure.REVIEW, outcomes)))
                .containsExactly("preset-rule");
        assertThat(decide(Moderation.AUTO, OnStageFailure.HOLD, outcomes))
                .isEqualTo(new Decision.Hold());
        assertThat(decide(Moderation.SKIP, OnStageFailure.REVIEW, outcomes))
                .isEqualTo(new Decision.Publish());
    }

    @Test
    void anOriginalThatNoStageCanDecodeIsUnusable() {
        var corrupt = failure("image-corrupt");

        assertThat(
                        decide(
                                Moderation.AUTO,
                                OnStageFailure.PUBLISH,
                                Map.of(Stage.CAPTION, corrupt, Stage.AUTO_TAG, corrupt)))
                .isEqualTo(new Decision.Unusable());
        assertThat(
                        decide(
                                Moderation.AUTO,
                                OnStageFailure.PUBLISH,
                                Map.of(Stage.CAPTION, corrupt, Stage.AUTO_TAG, BROKEN)))
                .isEqualTo(new Decision.Publish());
    }

    @Test
    void rulesSayWhichWarningsCountAndWhichNeedTwoPeople() {
        var captioned =
                new StageOutcome.Succeeded(
                        new StageResult.Captioned(List.of()),
                        List.of(),
                        "built-in",
                        null,
                        null,
                        List.of(
                                new Finding("caption-language", null, "German was asked for"),
                                new Finding("near-duplicate", null, null)));
        var record =
                record(Moderation.AUTO, OnStageFailure.PUBLISH, Map.of(Stage.CAPTION, captioned));

        assertThat(codes(ReviewPolicy.decide(record, RulesInForce.BUILT_IN)))
                .containsExactly("caption-language");
        assertThat(
                        codes(
                                ReviewPolicy.decide(
                                        record, rules(List.of("near-duplicate"), 0d, List.of()))))
                .containsExactly("near-duplicate");
        assertThat(ReviewPolicy.decide(record, rules(List.of(), 0d, List.of())))
                .isEqualTo(new Decision.Publish());
        assertThat(
                        ReviewPolicy.decide(
                                record,
                                rules(
                                        List.of("caption-language"),
                                        0d,
                                        List.of("caption-language"))))
                .isEqualTo(
                        new Decision.Review(
                                List.of(
                                        new Finding(
                                                "caption-language", null, "German was asked for")),
                                "tenant@1",
                                2));
    }

    @Test
    void aTagBelowTheLeastConfidenceIsLookedAt() {
        var tagged = Reports.success(Stage.AUTO_TAG, List.of());
        var record =
                record(Moderation.AUTO, OnStageFailure.PUBLISH, Map.of(Stage.AUTO_TAG, tagged));
        var strict = new ReviewRules(null, null, 0.95, null, null);

        assertThat(codes(ReviewPolicy.decide(record, new RulesInForce(strict, "tenant@1"))))
                .containsExactly("low-confidence");
    }

    @Test
    void aSampleIsDrawnFromWhatNothingElseSendsToReview() {
        var record =
                record(Moderation.AUTO, OnStageFailure.PUBLISH, Map.of(Stage.CAPTION, CAPTIONED));
        var asked =
                record(
                        Moderation.REQUIRED,
                        OnStageFailure.PUBLISH,
                        Map.of(Stage.CAPTION, CAPTIONED));
        var all = rules(List.of(), 1d, List.of());

        assertThat(codes(ReviewPolicy.decide(record, all))).containsExactly("sample");
        assertThat(codes(ReviewPolicy.decide(asked, all))).containsExactly("requested");
    }

    private static RulesInForce rules(List<String> reasons, double rate, List<String> two) {
        return new RulesInForce(new ReviewRules(null, reasons, null, rate, two), "tenant@1");
    }

    private static List<String> reasons(
            Moderation moderation, OnStageFailure onFailure, StageOutcome caption) {
        return codes(decide(moderation, onFailure, Map.of(Stage.CAPTION, caption)));
    }

    private static List<String> codes(Decision decision) {
        return decision instanceof Decision.Review(var reasons, _, _)
                ? reasons.stream().map(Finding::code).toList()
                : List.of();
    }

    private static Decision decide(
            Moderation moderation, OnStageFailure onFailure, Map<Stage, StageOutcome> outcomes) {
        return ReviewPolicy.decide(record(moderation, onFailure, outcomes), RulesInForce.BUILT_IN);
    }

    private static Asset record(
            Moderation moderation, OnStageFailure onFailure, Map<Stage, StageOutcome> outcomes) {
        var request =
                new UploadRequest(
                        null,
                        null,
                        null,
                        List.copyOf(outcomes.keySet()),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        moderation,
                        Dedupe.NONE,
                        onFailure,
                        null);
        var asset =
                new AssetEntity(
                        ID,
                        "default",
                        null,
                        new ObjectRef("originals", "key"),
                        new Original("image/jpeg", 9, 4, 3, "00", null),
                        request,
                        Warnings.NONE,
                        NOW);
        var stages =
                outcomes.entrySet().stream()
                        .map(outcome -> {
                            var row = new StageEntity(ID, outcome.getKey(), NOW);
                            row.end(outcome.getValue(), 1, 1, 5, NOW);
                            return row;
                        })
                        .toList();
        return new AssetRows(asset, stages).record();
    }

    private static StageOutcome failure(String slug) {
        return new StageOutcome.Failed(Failure.of(slug, "It broke", null));
    }
}
