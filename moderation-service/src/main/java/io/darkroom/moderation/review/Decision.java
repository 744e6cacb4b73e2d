package io.darkroom.moderation.review;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.darkroom.contracts.Caption;
import io.darkroom.contracts.ReviewDecided;
import io.darkroom.contracts.Source;
import io.darkroom.contracts.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer says about one item.
 *
 * @param revision the revision that the reviewer saw
 * @param note at most 2,000 characters
 * @param captions the reviewer's own, each in place of the one in its language; where empty, they
 *     stay as they are
 * @param tags the reviewer's own in place of all others; null where they stay as they are, which an
 *     empty list means too, so that whoever copies an example clears nothing
 */
@Schema(requiredProperties = {"reviewId", "revision", "verdict"})
public record Decision(
        UUID reviewId,
        @Schema(description = "The revision that the reviewer saw") Long revision,
        ReviewDecided.Verdict verdict,
        List<String> reasonCodes,
        @Schema(maxLength = NOTE_LENGTH) @Nullable String note,
        @Schema(description = "Names of variants that must not go out although the asset does")
                List<String> withheldVariants,
        @Schema(
                        description =
                                "The reviewer's own, each in place of the one in its language;"
                                        + " empty or absent: no edit")
                List<CaptionEdit> captions,
        @Schema(
                        description =
                                "The reviewer's own in place of all others; empty or absent: no"
                                        + " edit")
                @Nullable List<TagEdit> tags) {
    private static final int NOTE_LENGTH = 2000;

    public Decision {
        present(reviewId, "reviewId");
        present(revision, "revision");
        present(verdict, "verdict");
        reasonCodes = list(reasonCodes);
        withheldVariants = list(withheldVariants);
        captions = list(captions);
        tags = tags == null || tags.isEmpty() ? null : List.copyOf(tags);
        if (note != null && note.length() > NOTE_LENGTH) {
            throw new IllegalArgumentException(
                    "note must have at most " + NOTE_LENGTH + " characters");
        }
    }

    /** A caption as a reviewer writes it; who wrote it and when is known. */
    @JsonIgnoreProperties("source")
    public record CaptionEdit(
            String language, String alt, @Nullable String longDescription, boolean decorative) {
        public CaptionEdit {
            // The contract's own rules, so that what is taken here can be sent.
            var _ = new Caption(language, alt, longDescription, decorative, check());
        }

        Caption by(String editor, Instant at) {
            var source = Source.person(editor, at);
            return new Caption(language, alt, longDescription, decorative, source);
        }
    }

    /** A tag as a reviewer writes it; a person is sure unless they say otherwise. */
    @JsonIgnoreProperties("source")
    public record TagEdit(String label, String language, @Nullable Double confidence) {
        public TagEdit {
            confidence = confidence == null ? Double.valueOf(1) : confidence;
            var _ = new Tag(label, language, confidence, check());
        }

        Tag by(String editor, Instant at) {
            double sure = confidence == null ? 1 : confidence;
            return new Tag(label, language, sure, Source.person(editor, at));
        }
    }

    /** The decision as the pipeline hears of it. */
    ReviewDecided toEvent(UUID assetId, String tenant, String by, Instant at) {
        return new ReviewDecided(
                reviewId,
                assetId,
                tenant,
                revision,
                verdict,
                reasonCodes,
                note,
                withheldVariants,
                captions.stream().map(caption -> caption.by(by, at)).toList(),
                tags == null ? null : tags.stream().map(tag -> tag.by(by, at)).toList(),
                by,
                at,
                null);
    }

    private static Source check() {
        return Source.person("reviewer", Instant.EPOCH);
    }

    private static void present(@Nullable Object value, String field) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
    }

    private static <T> List<T> list(@Nullable List<T> values) {
        return values == null ? List.of() : List.copyOf(values);
    }
}
