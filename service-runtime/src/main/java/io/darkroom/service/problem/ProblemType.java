package io.darkroom.service.problem;

import io.darkroom.contracts.Failure;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Every kind of problem that the API answers with. The slug never changes once it was released;
 * docs/problems.md says for each what causes it and what helps.
 */
public enum ProblemType {
    // Raised for any endpoint, some of them before the application sees the request.
    UNAUTHORIZED("unauthorized", 401, "No valid key was given"),
    FORBIDDEN("forbidden", 403, "The key's roles do not allow this"),
    NOT_FOUND("not-found", 404, "There is nothing at this path"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "The path does not take this method"),
    NOT_ACCEPTABLE("not-acceptable", 406, "None of the accepted media types can be answered"),
    UPLOAD_TOO_SLOW("upload-too-slow", 408, "The upload stood still for too long"),
    REQUEST_MALFORMED("request-malformed", 400, "The request cannot be read"),
    PARAMETER_INVALID("parameter-invalid", 400, "A parameter is wrong"),
    FILE_TOO_LARGE("file-too-large", 413, "The body has too many bytes"),
    MEDIA_TYPE_UNSUPPORTED("media-type-unsupported", 415, "This media type is not taken"),
    FIELD_INVALID("field-invalid", 422, "A field is wrong"),
    UNKNOWN_FIELD("unknown-field", 422, "A field is not known"),
    RATE_LIMITED("rate-limited", 429, "Too many requests"),
    INTERNAL_ERROR("internal-error", 500, "Something went wrong here"),
    UNAVAILABLE("unavailable", 503, "A part that is needed is not available now"),

    // Uploads.
    FILE_PART_MISSING("file-part-missing", 400, "The part 'file' is missing"),
    FILE_PART_REPEATED("file-part-repeated", 400, "The part 'file' was sent more than once"),
    EMPTY_FILE("empty-file", 422, "The file is empty"),
    NOT_AN_IMAGE("not-an-image", 415, "The file is not an image"),
    SVG_UNSUPPORTED("svg-unsupported", 415, "SVG is not taken"),
    IMAGE_TRUNCATED("image-truncated", 422, "The image ends too early"),
    IMAGE_CORRUPT("image-corrupt", 422, "The image is damaged"),
    IMAGE_TOO_LARGE("image-too-large", 422, "The image has too many pixels or frames"),
    METADATA_TOO_LARGE("metadata-too-large", 422, "The metadata has too many bytes"),
    STAGE_UNKNOWN("stage-unknown", 422, "A stage is not known"),
    RATIO_INVALID("ratio-invalid", 422, "An aspect ratio is wrong"),
    FOCAL_POINT_INVALID("focal-point-invalid", 422, "The focal point is wrong"),
    LANGUAGE_INVALID("language-invalid", 422, "A language tag is wrong"),
    PRESET_UNKNOWN("preset-unknown", 422, "The preset is not known"),
    VOCABULARY_UNKNOWN("vocabulary-unknown", 422, "The vocabulary is not known"),
    REQUEST_CONTRADICTORY("request-contradictory", 422, "The request contradicts itself"),
    OUTPAINT_INSTRUCTION_MISSING(
            "outpaint-instruction-missing", 422, "Outpaint needs an instruction"),
    INSTRUCTION_REFUSED("instruction-refused", 422, "The instruction is refused"),
    EXTERNAL_ID_TAKEN("external-id-taken", 409, "The external id is taken"),
    IDEMPOTENCY_KEY_IN_USE("idempotency-key-in-use", 409, "The same request is being worked on"),
    IDEMPOTENCY_KEY_REUSED(
            "idempotency-key-reused", 422, "The idempotency key belongs to another request"),
    FETCH_REFUSED("fetch-refused", 422, "The address is not one to fetch from"),
    FETCH_FAILED("fetch-failed", 422, "The address could not be fetched"),

    UPLOAD_NOT_FOUND("upload-not-found", 404, "There is no such upload"),
    UPLOAD_EXPIRED("upload-expired", 409, "The upload's time is over"),
    UPLOAD_INCOMPLETE("upload-incomplete", 409, "The upload's bytes are not all there"),
    UPLOAD_MISMATCH("upload-mismatch", 422, "The uploaded bytes are not those announced"),
    OBJECT_REFUSED("object-refused", 422, "The object is not one to read from"),
    OBJECT_MISSING("object-missing", 422, "There is no such object"),

    // Assets.
    ASSET_NOT_FOUND("asset-not-found", 404, "There is no such asset"),
    ASSET_NOT_PUBLISHED("asset-not-published", 403, "The asset is not published"),
    ASSET_NOT_WITHDRAWABLE("asset-not-withdrawable", 409, "The asset cannot be taken back"),
    ASSET_NOT_EDITABLE("asset-not-editable", 409, "The asset is not edited in its state"),
    STAGE_NOT_PLANNED("stage-not-planned", 422, "The asset has no such stage"),
    VARIANT_NOT_FOUND("variant-not-found", 404, "There is no such variant"),
    CAPTION_MISSING("caption-missing", 409, "The asset has no caption"),
    REVISION_STALE("revision-stale", 412, "The revision is not the latest"),
    PRECONDITION_MISSING("precondition-missing", 428, "The request needs an If-Match header"),

    // Operations.
    DEAD_LETTER_NOT_FOUND("dead-letter-not-found", 404, "There is no such dead letter"),
    DEAD_LETTER_EMPTY("dead-letter-empty", 409, "The dead letter holds nothing to send again"),

    // API keys.
    API_KEY_NOT_FOUND("api-key-not-found", 404, "There is no such API key"),
    // Webhooks.
    WEBHOOK_NOT_FOUND("webhook-not-found", 404, "There is no such webhook"),
    WEBHOOK_DELIVERY_NOT_FOUND("webhook-delivery-not-found", 404, "There is no such delivery"),
    WEBHOOK_DISABLED("webhook-disabled", 409, "The webhook is disabled"),
    WEBHOOK_LIMIT_REACHED(
            "webhook-limit-reached", 409, "The tenant has as many webhooks as it may"),
    WEBHOOK_URL_REFUSED("webhook-url-refused", 422, "The webhook's URL is not taken"),

    // Reviews.
    REVIEW_NOT_FOUND("review-not-found", 404, "There is no such review"),
    REVIEW_LEASED("review-leased", 409, "Somebody else is reviewing this"),
    REVIEW_DECIDED("review-decided", 409, "The review is decided already"),
    REVIEW_SUPERSEDED("review-superseded", 409, "A newer revision waits for review"),
    REVIEW_STALE("review-stale", 409, "The decision is about another revision"),
    REASON_UNKNOWN("reason-unknown", 422, "A reason code is not known"),
    UNDO_TOO_LATE("undo-too-late", 409, "The decision can no longer be undone"),
    UNDO_NOT_ALLOWED("undo-not-allowed", 409, "There is no decision of yours to undo");

    private final String slug;
    private final int status;
    private final String title;

    ProblemType(String slug, int status, String title) {
        this.slug = slug;
        this.status = status;
        this.title = title;
    }

    /** The last part of the type's URN, such as {@code empty-file}. */
    public String slug() {
        return slug;
    }

    /** The type as it stands in answers: {@code urn:darkroom:problem:<slug>}. */
    public String urn() {
        return Failure.TYPE_PREFIX + slug;
    }

    /** The HTTP status code. */
    public int status() {
        return status;
    }

    /** The same sentence for every occurrence. */
    public String title() {
        return title;
    }

    /** An occurrence of this type; {@code detail} says what was wrong, where, and what to do. */
    public Problem because(String detail, Problem.Place... errors) {
        return new Problem(urn(), title, status, detail, null, List.of(errors));
    }

    /** An occurrence of this type, to be thrown. */
    public ProblemException exception(String detail, Problem.Place... errors) {
        return new ProblemException(because(detail, errors));
    }

    /** The type with this slug. */
    public static Optional<ProblemType> ofSlug(String slug) {
        return Arrays.stream(values()).filter(type -> type.slug.equals(slug)).findFirst();
    }

    /** The type that a problem has. */
    public static ProblemType of(Problem problem) {
        return Arrays.stream(values())
                .filter(type -> type.urn().equals(problem.type()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No type is " + problem.type()));
    }

    /** The general type for an HTTP status that came from elsewhere. */
    public static ProblemType ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHORIZED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 408 -> UPLOAD_TOO_SLOW;
            case 413 -> FILE_TOO_LARGE;
            case 415 -> MEDIA_TYPE_UNSUPPORTED;
            case 422 -> FIELD_INVALID;
            case 428 -> PRECONDITION_MISSING;
            case 429 -> RATE_LIMITED;
            case 503 -> UNAVAILABLE;
            default -> status >= 500 ? INTERNAL_ERROR : REQUEST_MALFORMED;
        };
    }
}
