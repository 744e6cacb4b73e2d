package io.darkroom.stage;

import io.darkroom.contracts.Topics;

/** A way on which work comes in. */
enum Lane {
    /** Somebody waits for it. */
    LIVE(Topics.ASSET_UPLOADED, ""),

    /** Nobody does: backfills, and re-runs of many. */
    BULK(Topics.ASSET_UPLOADED_BULK, ".bulk");

    private final String topic;
    private final String suffix;

    Lane(String topic, String suffix) {
        this.topic = topic;
        this.suffix = suffix;
    }

    String topic() {
        return topic;
    }

    /** What the names of groups on this lane end in. */
    String suffix() {
        return suffix;
    }
}
