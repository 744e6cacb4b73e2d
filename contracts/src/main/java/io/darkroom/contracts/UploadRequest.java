package io.darkroom.contracts;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an uploader asks for, and, with every default filled in, what an asset remembers as its
 * effective request. Every field may be absent in a request; {@link #stages} and {@link
 * #moderation} are never absent in an effective one.
 *
 * @param externalId the uploader's own name for the picture
 * @param externalIdUnique refuse a second asset with the same external id
 * @param preset the preset whose values fill what is absent
 * @param presetVersion which version of it; in a request the latest where absent, in an effective
 *     request always the one that was taken
 * @param stages the stages to run
 * @param crops ratios, at most 12
 * @param focalPoint a person's; a constraint for every crop
 * @param renditions files of every crop beside its default one
 * @param metadata product facts, given to models as context; at most 16 KiB as JSON
 */
public record UploadRequest(
        @Nullable String externalId,
        @Nullable Boolean externalIdUnique,
        @Nullable String preset,
        @Nullable Integer presetVersion,
        @Nullable List<Stage> stages,
        @Nullable CaptionRequest caption,
        @Nullable TagRequest tags,
        @Nullable List<Ratio> crops,
        @Nullable Point focalPoint,
        @Nullable Renditions renditions,
        @Nullable OutpaintRequest outpaint,
        @Nullable Moderation moderation,
        @Nullable Dedupe dedupe,
        @Nullable OnStageFailure onStageFailure,
        @Nullable Map<String, JsonNode> metadata) {
    public UploadRequest {
        if (presetVersion != null) {
            Require.positive(presetVersion, "presetVersion");
        }
        stages = Require.listOrAbsent(stages, "stages");
        crops = Require.listOrAbsent(crops, "crops");
        metadata = metadata == null ? null : Require.map(metadata, "metadata");
    }

    /** A request that names no version of its preset. */
    public UploadRequest(
            @Nullable String externalId,
            @Nullable Boolean externalIdUnique,
            @Nullable String preset,
            @Nullable List<Stage> stages,
            @Nullable CaptionRequest caption,
            @Nullable TagRequest tags,
            @Nullable List<Ratio> crops,
            @Nullable Point focalPoint,
            @Nullable Renditions renditions,
            @Nullable OutpaintRequest outpaint,
            @Nullable Moderation moderation,
            @Nullable Dedupe dedupe,
            @Nullable OnStageFailure onStageFailure,
            @Nullable Map<String, JsonNode> metadata) {
        this(
                externalId,
                externalIdUnique,
                preset,
                null,
                stages,
                caption,
                tags,
                crops,
                focalPoint,
                renditions,
                outpaint,
                moderation,
                dedupe,
                onStageFailure,
                metadata);
    }

    /** A request that asks for nothing in particular. */
    public static final UploadRequest EMPTY =
            new UploadRequest(
                    null, null, null, null, null, null, null, null, null, null, null, null, null,
                    null);

    /** The same request with another focal point. */
    public UploadRequest withFocalPoint(@Nullable Point newer) {
        return with(newer, metadata);
    }

    /** The same request with other metadata. */
    public UploadRequest withMetadata(@Nullable Map<String, JsonNode> newer) {
        return with(focalPoint, newer);
    }

    private UploadRequest with(@Nullable Point point, @Nullable Map<String, JsonNode> facts) {
        return new UploadRequest(
                externalId,
                externalIdUnique,
                preset,
                presetVersion,
                stages,
                caption,
                tags,
                crops,
                point,
                renditions,
                outpaint,
                moderation,
                dedupe,
                onStageFailure,
                facts);
    }

    /**
     * @param languages BCP 47, at most 12
     * @param purpose what the picture is for, where it is shown
     */
    public record CaptionRequest(@Nullable List<String> languages, @Nullable String purpose) {
        public CaptionRequest {
            languages = Require.listOrAbsent(languages, "caption.languages");
        }
    }

    /**
     * @param vocabulary the closed list to choose from
     * @param vocabularyVersion which version of it; in a request the latest where absent, in an
     *     effective request always the one that was taken
     * @param minConfidence 0 to 1; labels below are left out
     * @param max how many labels at most
     */
    public record TagRequest(
            @Nullable String vocabulary,
            @Nullable Integer vocabularyVersion,
            @Nullable Double minConfidence,
            @Nullable Integer max) {
        /** A request that names no version of its vocabulary. */
        public TagRequest(
                @Nullable String vocabulary,
                @Nullable Double minConfidence,
                @Nullable Integer max) {
            this(vocabulary, null, minConfidence, max);
        }

        public TagRequest {
            if (vocabularyVersion != null) {
                Require.positive(vocabularyVersion, "tags.vocabularyVersion");
            }
            if (minConfidence != null) {
                Require.fraction(minConfidence, "tags.minConfidence");
            }
            if (max != null) {
                Require.positive(max, "tags.max");
            }
        }
    }

    /**
     * The files that are made of every crop beside its default one. Their names follow from the
     * request alone: {@code crop-16x9-640w} is JPEG, {@code crop-16x9-640w-webp} WebP.
     *
     * @param widths in pixels, at most 8; absent means the width of the default file
     * @param formats absent means the format of the default file
     * @param upscale whether a file may have more pixels than the crop has; absent means no
     */
    public record Renditions(
            @Nullable List<Integer> widths,
            @Nullable List<Format> formats,
            @Nullable Boolean upscale) {
        /** The least and the most that a width may be, in pixels. */
        public static final int NARROWEST = 16;

        public static final int WIDEST = 8192;

        public Renditions {
            widths = Require.listOrAbsent(widths, "renditions.widths");
            formats = Require.listOrAbsent(formats, "renditions.formats");
            if (widths != null) {
                widths.forEach(width -> Require.positive(width, "renditions.widths"));
            }
        }

        /** How many files it asks for of each crop, the default one not counted. */
        public int count() {
            int each = formats == null ? 1 : formats.size();
            return widths == null ? formats == null ? 0 : each : widths.size() * each;
        }

        /** A file format that crops are written in. */
        public enum Format {
            JPEG,
            WEBP,
            /** Only where libvips is installed beside the stage; elsewhere a warning says so. */
            AVIF;

            @JsonValue
            public String json() {
                return lower(this);
            }
        }
    }

    /**
     * What may be invented around a picture, or behind its subject. At least one of {@code
     * aspectRatio}, {@code margins} and {@code background} is given, and never both of the first
     * two.
     *
     * @param aspectRatio of the extended picture
     * @param instruction what may be invented; without it nothing is
     * @param margins what is added on each side instead of a ratio
     * @param avoid what must not be invented, at most {@value #MOST_AVOIDED}
     * @param seed for who can repeat itself, 0 or more; the same seed gives the same pixels where
     *     the engine can do that
     * @param background replace what lies behind the subject
     */
    public record OutpaintRequest(
            @Nullable Ratio aspectRatio,
            String instruction,
            @Nullable Margins margins,
            @Nullable List<String> avoid,
            @Nullable Long seed,
            @Nullable Background background) {
        /** The most things to avoid. */
        public static final int MOST_AVOIDED = 20;

        /** The greatest seed: 32 bits, as image models take it. */
        public static final long MOST_SEED = 4_294_967_295L;

        public OutpaintRequest {
            Require.text(instruction, "outpaint.instruction");
            avoid = Require.listOrAbsent(avoid, "outpaint.avoid");
            if (aspectRatio != null && margins != null) {
                throw new IllegalArgumentException(
                        "outpaint has one of aspectRatio and margins, not both");
            }
            if (aspectRatio == null && margins == null && background == null) {
                throw new IllegalArgumentException(
                        "outpaint.aspectRatio, outpaint.margins or outpaint.background is missing");
            }
            if (seed != null && (seed < 0 || seed > MOST_SEED)) {
                throw new IllegalArgumentException(
                        "outpaint.seed must be between 0 and " + MOST_SEED + ", was " + seed);
            }
        }

        /** Extended to a ratio, by an instruction alone. */
        public OutpaintRequest(Ratio aspectRatio, String instruction) {
            this(
                    Require.present(aspectRatio, "outpaint.aspectRatio"),
                    instruction,
                    null,
                    null,
                    null,
                    null);
        }
    }

    /**
     * Replaces the background; the subject's own pixels stay.
     *
     * @param subject outline of what is kept, 3 to {@value #MOST_POINTS} points; where it is absent
     *     the subject is found by what stands out
     */
    public record Background(@Nullable List<Point> subject) {
        /** The most points of an outline. */
        public static final int MOST_POINTS = 500;

        public Background {
            subject = Require.listOrAbsent(subject, "outpaint.background.subject");
            if (subject != null && (subject.size() < 3 || subject.size() > MOST_POINTS)) {
                throw new IllegalArgumentException(
                        "outpaint.background.subject has 3 to "
                                + MOST_POINTS
                                + " points, not "
                                + subject.size());
            }
        }
    }

    /** Whether a person must look before the asset goes out. */
    public enum Moderation {
        /** The review rules decide. */
        AUTO,
        /** Always. */
        REQUIRED,
        /** Never, but for outpaint; role admin only. */
        SKIP;

        @JsonValue
        public String json() {
            return lower(this);
        }
    }

    /** What to do with bytes that are here already. */
    public enum Dedupe {
        NONE,
        WARN,
        REUSE;

        @JsonValue
        public String json() {
            return lower(this);
        }
    }

    /** What becomes of an asset of which a planned stage failed. */
    public enum OnStageFailure {
        PUBLISH,
        REVIEW,
        HOLD;

        @JsonValue
        public String json() {
            return lower(this);
        }
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
