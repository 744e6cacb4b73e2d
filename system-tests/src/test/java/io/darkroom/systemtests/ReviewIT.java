package io.darkroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Outpaint;
import io.darkroom.contracts.Source;
import io.darkroom.contracts.Topics;
import io.darkroom.contracts.Variant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Generated pixels, and whatever an uploader wants looked at, wait for a person. */
class ReviewIT {
    private static final String OUTPAINT =
            """
            {"outpaint": {"aspectRatio": "16:9", "instruction": "continue the plain background; no people"}}\
            """;

    private final RunningDarkroom darkroom = RunningDarkroom.get();
    private final Backend backend = new Backend(darkroom);

    @Test
    void anOutpaintWaitsAndIsPublishedOnceApproved() {
        var waiting = waits(OUTPAINT, 11);
        assertThat(waiting.outpaint())
                .isNotNull()
                .extracting(Outpaint::ruleVersion)
                .isEqualTo(OperatorRules.VERSION);
        assertThat(published(waiting.id())).as("published before anybody said yes").isZero();

        assertThat(
                        backend.decide(backend.review(waiting.id()), "APPROVE", List.of())
                                .path("status")
                                .asText())
                .isEqualTo("ACCEPTED");

        var published = reaches(waiting.id(), Asset.State.PUBLISHED);
        assertThat(published.variants()).extracting(Variant::name).contains("outpaint-16x9");
        await().untilAsserted(() -> assertThat(published(waiting.id())).isEqualTo(1));
    }

    @Test
    void anOperatorsRulesForAPresetHoldItsAssets() {
        backend.ingest()
                .contentType("application/json")
                .body("{\"request\": {\"stages\": [\"auto-tag\"]}}")
                .put("/v1/presets/ruled")
                .then()
                .statusCode(201);
        backend.ingest()
                .contentType("application/json")
                .body("{\"always\": true}")
                .put("/v1/review-rules/ruled")
                .then()
                .statusCode(200);

        var waiting = waits("{\"preset\": \"ruled\"}", 15);

        Asset.Review review = Objects.requireNonNull(waiting.review());
        assertThat(review.ruleVersion()).isEqualTo("preset/ruled@1");
        assertThat(review.reasons()).containsExactly("preset-rule");
        backend.decide(backend.review(waiting.id()), "APPROVE", List.of());
        reaches(waiting.id(), Asset.State.PUBLISHED);
    }

    @Test
    void anAssetGoesOutWithoutAWithheldVariant() {
        var waiting = waits(OUTPAINT, 12);

        backend.decide(backend.review(waiting.id()), "APPROVE", List.of("outpaint-16x9"));

        assertThat(reaches(waiting.id(), Asset.State.PUBLISHED).variants())
                .filteredOn(variant -> variant.name().equals("outpaint-16x9"))
                .allMatch(Variant::withheld);
    }

    @Test
    void whatIsRejectedIsNeverPublished() {
        var waiting = waits("{\"moderation\": \"required\"}", 13);

        backend.decide(backend.review(waiting.id()), "REJECT", List.of());

        reaches(waiting.id(), Asset.State.REJECTED);
        assertThat(published(waiting.id())).isZero();
    }

    @Test
    void anEditedCaptionIsTheOneThatIsPublishedAndAnOverrulingNoTakesItBack() {
        var waiting = waits("{\"moderation\": \"required\"}", 14);
        var review = backend.review(waiting.id());
        var caption = Map.of("language", "en", "alt", "A plain picture, as a person sees it.");

        backend.decide(review, "APPROVE", Map.of("captions", List.of(caption)));

        var published = reaches(waiting.id(), Asset.State.PUBLISHED);
        assertThat(published.captions())
                .filteredOn(each -> each.language().equals("en"))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.alt()).isEqualTo("A plain picture, as a person sees it.");
                    assertThat(each.source().kind()).isEqualTo(Source.Kind.PERSON);
                });
        assertThat(
                        backend.decide(review, "REJECT", Map.of("overrule", true))
                                .path("status")
                                .asText())
                .isEqualTo("ACCEPTED");
        reaches(waiting.id(), Asset.State.WITHDRAWN);
    }

    private Asset waits(String request, int seed) {
        var id = backend.upload("review.jpg", Pictures.jpeg(1200, 900, seed), request);
        var asset = backend.settled(List.of(id), Duration.ofMinutes(2)).getFirst();
        assertThat(asset.state()).as(asset.toString()).isEqualTo(Asset.State.IN_REVIEW);
        return asset;
    }

    private Asset reaches(UUID id, Asset.State state) {
        return await("asset " + id + " becomes " + state)
                .atMost(Duration.ofSeconds(90))
                .until(() -> backend.asset(id), asset -> asset.state() == state);
    }

    private long published(UUID id) {
        return darkroom.records(Topics.ASSET_ENRICHED).stream()
                .filter(record -> record.key().equals(id.toString()))
                .count();
    }
}
