package io.darkroom.stage;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.MalformedEventException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * A record as the broker handed it out.
 *
 * @param count how often it was delivered, this time included, where the broker counts
 */
record Delivery(ConsumerRecord<byte[], byte[]> record, OptionalInt count) {
    private static final String TYPE = "io.darkroom.AssetUploaded.v1";

    /** Headers as text; of repeated ones the last. */
    Map<String, String> headers() {
        return headers(record.headers());
    }

    /** Those of any record, likewise. */
    static Map<String, String> headers(Headers all) {
        var headers = new LinkedHashMap<String, String>();
        all.forEach(header -> {
            if (header.value() != null) {
                headers.put(header.key(), CloudEvent.text(header.value()));
            }
        });
        return headers;
    }

    /**
     * @throws MalformedEventException if the record is no AssetUploaded
     */
    CloudEvent<AssetUploaded> event() {
        var event = CloudEvent.read(headers(), record.value(), AssetUploaded.class);
        if (!event.type().equals(TYPE)) {
            throw new MalformedEventException(
                    "Header ce_type must be " + TYPE + ", was " + event.type(), null);
        }
        return event;
    }

    /** The record's place, unique within the topic for as long as it is there. */
    String place() {
        return record.partition() + "-" + record.offset();
    }
}
