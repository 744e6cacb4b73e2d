package io.darkroom.ingest.intake.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.MalformedEventException;
import io.darkroom.contracts.UploadRequested;
import io.darkroom.ingest.intake.Patience;
import io.darkroom.service.events.OrderedEvents;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears of uploads that backends name. */
@ApplicationScoped
class UploadRequestedListener {
    private final Patience patience;
    private final NamedUploads uploads;

    UploadRequestedListener(Patience patience, NamedUploads uploads) {
        this.patience = patience;
        this.uploads = uploads;
    }

    @Incoming(Channels.UPLOAD_REQUESTED)
    @RunOnVirtualThread
    void on(ConsumerRecord<String, byte[]> message) {
        CloudEvent<JsonNode> event;
        try {
            event = read(message);
        } catch (MalformedEventException e) {
            patience.malformed(message, Channels.CONSUMER, String.valueOf(e.getMessage()));
            return;
        }
        patience.work(message, Channels.CONSUMER, () -> uploads.take(event));
    }

    /** The data is read as JSON: what is wrong in it is a problem, as it is over HTTP. */
    private static CloudEvent<JsonNode> read(ConsumerRecord<String, byte[]> message) {
        var event =
                CloudEvent.read(OrderedEvents.headers(message), message.value(), JsonNode.class);
        if (!event.type().equals(UploadRequested.TYPE)) {
            throw new MalformedEventException(
                    "Header ce_type must be "
                            + UploadRequested.TYPE
                            + ", was '"
                            + event.type()
                            + "'",
                    null);
        }
        return event;
    }
}
