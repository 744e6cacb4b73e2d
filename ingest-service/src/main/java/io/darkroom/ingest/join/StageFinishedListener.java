package io.darkroom.ingest.join;

import io.darkroom.contracts.StageFinished;
import io.darkroom.service.events.OrderedEvents;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears of stages that ended. */
@ApplicationScoped
class StageFinishedListener {
    private final OrderedEvents events;
    private final Outcomes outcomes;

    StageFinishedListener(OrderedEvents events, Outcomes outcomes) {
        this.events = events;
        this.outcomes = outcomes;
    }

    @Incoming(Channels.STAGE_FINISHED)
    Uni<Void> on(
            ConsumerRecords<String, byte[]> records,
            IncomingKafkaRecordBatchMetadata<String, byte[]> batch) {
        return events.applyAll(batch, StageFinished.class, Inbox.JOIN, outcomes::apply);
    }
}
