package io.darkroom.ingest.asset;

import io.darkroom.contracts.Topics;

/** Which way an asset's work goes out. It keeps it: what is sent again goes the same way. */
public enum Lane {
    /** Somebody waits for it. */
    LIVE(Topics.ASSET_UPLOADED),

    /** One of many, such as a backfill: stages take it when nobody waits. */
    BULK(Topics.ASSET_UPLOADED_BULK);

    private final String topic;

    Lane(String topic) {
        this.topic = topic;
    }

    /** What its work is sent out on. */
    public String topic() {
        return topic;
    }
}
