package io.darkroom.ingest.join;

import io.darkroom.contracts.StageFinished;
import io.darkroom.service.events.OrderedEvents;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
    Uni<Void> on(ConsumerRecord<String, byte[]> message) {
        return events.apply(message, StageFinished.class, Inbox.JOIN, outcomes::apply);
    }
}
