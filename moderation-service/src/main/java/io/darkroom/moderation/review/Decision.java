package io.darkroom.moderation.review;

import static java.util.Locale.ROOT;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.darkroom.contracts.Caption;
import io.darkroom.contracts.ReviewDecided;
import io.darkroom.contracts.Source;
import io.darkroom.contracts.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
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
 * @param clearTags true removes every tag, see docs/adr/0026-desk-decisions.md
 * @param overrule true where a decision that has left is to be replaced
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
                @Nullable List<TagEdit> tags,
        @Schema(
                        description = "Removes every tag; an empty list of tags does not",
                        defaultValue = "false")
                @Nullable Boolean clearTags,
        @Schema(
                        description = "Takes the place of a decision that has left already",
                        defaultValue = "false")
                @Nullable Boolean overrule) {
    private static final int NOTE_LENGTH = 2000;

    public Decision {
        present(reviewId, "reviewId");
        present(revision, "revision");
        present(verdict, "verdict");
        reasonCodes = list(reasonCodes);
        withheldVariants = list(withheldVariants);
        captions = list(captions);
        tags = tags == null || tags.isEmpty() ? null : List.copyOf(tags);
        clearTags = Boolean.TRUE.equals(clearTags) ? Boolean.TRUE : null;
        overrule = Boolean.TRUE.equals(overrule) ? Boolean.TRUE : null;
        if (tags != null && clearTags != null) {
            throw new IllegalArgumentException("clearTags and tags exclude each other");
        }
        storable(note, "note");
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
            storable(alt, "alt");
            storable(longDescription, "longDescription");
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
            storable(label, "label");
        }

        Tag by(String editor, Instant at) {
            double sure = confidence == null ? 1 : confidence;
            return new Tag(label, language, sure, Source.person(editor, at));
        }
    }

    /** Whether it takes the place of one that has left. */
    boolean overrules() {
        return Boolean.TRUE.equals(overrule);
    }

    /** Whether the asset is approved just as the pipeline made it. */
    boolean changesNothing() {
        return verdict == ReviewDecided.Verdict.APPROVE
                && withheldVariants.isEmpty()
                && captions.isEmpty()
                && tags == null
                && clearTags == null;
    }

    /** This approval on top of the first of two: what either withheld or edited holds. */
    Decision over(@Nullable Decision first) {
        if (first == null || verdict == ReviewDecided.Verdict.REJECT) {
            return this;
        }
        var own = captions.stream().map(caption -> caption.language().toLowerCase(ROOT)).toList();
        var merged =
                Stream.concat(
                                first.captions.stream()
                                        .filter(c -> !own.contains(c.language().toLowerCase(ROOT))),
                                captions.stream())
                        .toList();
        boolean ownTags = tags != null || clearTags != null;
        return new Decision(
                reviewId,
                revision,
                verdict,
                union(first.reasonCodes, reasonCodes),
                note == null ? first.note : note,
                union(first.withheldVariants, withheldVariants),
                merged,
                ownTags ? tags : first.tags,
                ownTags ? clearTags : first.clearTags,
                overrule);
    }

    /** The decision as the audit trail names it; no text that a person wrote. */
    String summary() {
        var parts = new ArrayList<String>();
        parts.add(
                Stream.concat(Stream.of(verdict.name()), reasonCodes.stream())
                        .collect(joining(" ")));
        if (!withheldVariants.isEmpty()) {
            parts.add("withheld " + String.join(" ", withheldVariants));
        }
        if (!captions.isEmpty()) {
            parts.add(
                    "captions "
                            + captions.stream().map(CaptionEdit::language).collect(joining(" ")));
        }
        if (tags != null || clearTags != null) {
            parts.add("tags");
        }
        return String.join("; ", parts);
    }

    /**
     * The decision as the pipeline hears of it.
     *
     * @param overruled the event of the decision that this one takes the place of
     */
    ReviewDecided toEvent(ReviewEntity review, String by, Instant at, @Nullable UUID overruled) {
        return new ReviewDecided(
                reviewId,
                review.assetId,
                review.tenant,
                revision,
                verdict,
                reasonCodes,
                note,
                withheldVariants,
                captions.stream().map(caption -> caption.by(by, at)).toList(),
                clearTags != null
                        ? List.of()
                        : tags == null ? null : tags.stream().map(tag -> tag.by(by, at)).toList(),
                by,
                at,
                overruled);
    }

    private static List<String> union(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).distinct().toList();
    }

    /** PostgreSQL keeps no U+0000, and half a surrogate pair is no text. */
    private static void storable(@Nullable String text, String field) {
        if (text != null
                && text.codePoints().anyMatch(c -> c == 0 || (c >= 0xd800 && c <= 0xdfff))) {
            throw new IllegalArgumentException(
                    field + " must hold no U+0000 and no unpaired surrogate");
        }
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
