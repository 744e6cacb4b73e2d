package io.darkroom.contracts;

import java.util.Arrays;
import java.util.Optional;

/**
 * The kinds of events: each with the record that holds its data, and the topic that it travels on.
 */
public enum EventType {
    UPLOAD_REQUESTED(UploadRequested.class, Topics.UPLOAD_REQUESTED),
    ASSET_UPLOADED(AssetUploaded.class, Topics.ASSET_UPLOADED),
    STAGE_FINISHED(StageFinished.class, Topics.STAGE_FINISHED),
    CANARY_FINISHED(CanaryFinished.class, Topics.STAGE_CANARY),
    REVIEW_REQUESTED(ReviewRequested.class, Topics.REVIEW_REQUESTED),
    REVIEW_DECIDED(ReviewDecided.class, Topics.REVIEW_DECIDED),
    ASSET_ENRICHED(AssetEnriched.class, Topics.ASSET_ENRICHED),
    ASSET_WITHDRAWN(AssetWithdrawn.class, Topics.ASSET_ENRICHED),
    STAGE_CONTROL(StageControl.class, Topics.STAGE_CONTROL),
    STAGE_INSTANCE(StageInstance.class, Topics.STAGE_INSTANCES),
    ACCESS_KEY(AccessKey.class, Topics.ACCESS_KEYS),
    BUDGET_REACHED(BudgetReached.class, Topics.BUDGET_REACHED);

    private static final String PREFIX = "io.darkroom.";

    private final Class<?> data;
    private final String topic;

    EventType(Class<?> data, String topic) {
        this.data = data;
        this.topic = topic;
    }

    /** The record that holds the data. */
    public Class<?> data() {
        return data;
    }

    /** The topic that it travels on. */
    public String topic() {
        return topic;
    }

    /** The name of its JSON Schema, such as {@code AssetUploaded.v1}; see {@link Schemas}. */
    public String schema() {
        return data.getSimpleName() + ".v1";
    }

    /** The CloudEvents type, such as {@code io.darkroom.AssetUploaded.v1}. */
    public String type() {
        return PREFIX + schema();
    }

    /** The kind with this CloudEvents type, if it is one of Darkroom's. */
    public static Optional<EventType> find(String type) {
        return Arrays.stream(values()).filter(kind -> kind.type().equals(type)).findFirst();
    }

    /** The kind whose data this record holds, if it is one of Darkroom's. */
    static Optional<EventType> of(Class<?> data) {
        return Arrays.stream(values()).filter(kind -> kind.data == data).findFirst();
    }
}
