package io.darkroom.ingest.join;

import io.darkroom.contracts.ReviewDecided;
import io.darkroom.service.events.OrderedEvents;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears of verdicts. */
@ApplicationScoped
class ReviewDecidedListener {
    private final OrderedEvents events;
    private final Verdicts verdicts;

    ReviewDecidedListener(OrderedEvents events, Verdicts verdicts) {
        this.events = events;
        this.verdicts = verdicts;
    }

    @Incoming(Channels.REVIEW_DECIDED)
    Uni<Void> on(ConsumerRecord<String, byte[]> message) {
        return events.apply(message, ReviewDecided.class, Inbox.DECISIONS, verdicts::apply);
    }
}
