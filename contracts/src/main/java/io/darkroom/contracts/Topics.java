package io.darkroom.contracts;

/**
 * The Kafka topics. The key of a record is the asset id, but on {@link #STAGE_CONTROL} the stage,
 * on {@link #STAGE_INSTANCES} the instance, on {@link #ACCESS_KEYS} the API key's id, on {@link
 * #BUDGET_REACHED} the tenant, and on {@link #UPLOAD_REQUESTED} and {@link #BUCKET_NOTIFICATIONS},
 * which come before there is an asset, whatever their writer chose.
 */
public final class Topics {
    public static final String UPLOAD_REQUESTED = "darkroom.upload.requested.v1";
    public static final String BUCKET_NOTIFICATIONS = "darkroom.bucket.notifications";
    public static final String ASSET_UPLOADED = "darkroom.asset.uploaded.v1";

    /** The fan-out's other lane, for backfills: stages take it when the first one is empty. */
    public static final String ASSET_UPLOADED_BULK = "darkroom.asset.uploaded.bulk.v1";

    public static final String STAGE_FINISHED = "darkroom.stage.finished.v1";

    /** What canaries of stages made, to be compared with the stages' own; never joined. */
    public static final String STAGE_CANARY = "darkroom.stage.canary.v1";

    public static final String REVIEW_REQUESTED = "darkroom.review.requested.v1";
    public static final String REVIEW_DECIDED = "darkroom.review.decided.v1";

    /** Compacted: the latest word on every asset, a tombstone once it is erased. */
    public static final String ASSET_ENRICHED = "darkroom.asset.enriched.v1";

    /** Compacted: the latest word on every stage. */
    public static final String STAGE_CONTROL = "darkroom.stage.control.v1";

    /** What running instances of stages say of themselves; only the last few seconds count. */
    public static final String STAGE_INSTANCES = "darkroom.stage.instances.v1";

    /** Compacted: the latest word on every API key, of which it holds no more than the hash. */
    public static final String ACCESS_KEYS = "darkroom.access.keys.v1";

    /** Which tenants have used up what they may spend on models in a day. */
    public static final String BUDGET_REACHED = "darkroom.budget.reached.v1";

    /** Outcomes that the join could not read or apply; its consumer is {@code join}. */
    public static final String STAGE_FINISHED_DEAD = STAGE_FINISHED + ".join.dlq";

    /** Review requests that could not be read or applied; the consumer is {@code review}. */
    public static final String REVIEW_REQUESTED_DEAD = REVIEW_REQUESTED + ".review.dlq";

    /** Decisions that could not be read or applied; the consumer is {@code decisions}. */
    public static final String REVIEW_DECIDED_DEAD = REVIEW_DECIDED + ".decisions.dlq";

    /** Upload requests that cannot be accepted; the consumer is {@code intake}. */
    public static final String UPLOAD_REQUESTED_DEAD = UPLOAD_REQUESTED + ".intake.dlq";

    /** Notifications of objects that cannot be accepted; the consumer is {@code notifications}. */
    public static final String BUCKET_NOTIFICATIONS_DEAD =
            BUCKET_NOTIFICATIONS + ".notifications.dlq";

    private Topics() {}

    /** Where a stage puts the records it gave up, with the reason in their headers. */
    public static String deadLetters(Stage stage) {
        return deadLetters(ASSET_UPLOADED, stage.id());
    }

    /** Where a consumer of a topic puts the records it could not read or apply. */
    public static String deadLetters(String topic, String consumer) {
        return topic + "." + consumer + ".dlq";
    }
}
