package io.darkroom.ingest.webhook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** What a webhook can be told of. */
public enum WebhookEvent {
    /** An asset is published, the first time or anew; the data is the asset record. */
    ENRICHED("asset.enriched"),
    /** A published asset was taken back, or waits for a review again. */
    WITHDRAWN("asset.withdrawn"),
    /** An asset is deleted, and with it everything about it. */
    ERASED("asset.erased");

    private final String type;

    WebhookEvent(String type) {
        this.type = type;
    }

    /** The name in requests and messages, such as {@code asset.enriched}. */
    @JsonValue
    public String type() {
        return type;
    }

    /**
     * The event of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    @JsonCreator
    public static WebhookEvent of(String type) {
        return Arrays.stream(values())
                .filter(event -> event.type.equals(type))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "must be one of asset.enriched, asset.withdrawn, asset.erased"));
    }
}
