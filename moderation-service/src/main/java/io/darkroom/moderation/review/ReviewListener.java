package io.darkroom.moderation.review;

import io.darkroom.contracts.ReviewRequested;
import io.darkroom.service.events.OrderedEvents;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes requests for reviews into the queue. */
@ApplicationScoped
class ReviewListener {
    /** As it stands in the name of the dead letters, {@code Topics.REVIEW_REQUESTED_DEAD}. */
    static final String CONSUMER = "review";

    private final OrderedEvents events;
    private final ReviewIntake intake;
    private final ReviewErasure erasure;

    ReviewListener(OrderedEvents events, ReviewIntake intake, ReviewErasure erasure) {
        this.events = events;
        this.intake = intake;
        this.erasure = erasure;
    }

    @Incoming(Channels.REVIEW_REQUESTED)
    Uni<Void> receive(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return events.applyTombstone(record, CONSUMER, erasure::erase);
        }
        return events.apply(
                record,
                ReviewRequested.class,
                CONSUMER,
                event -> intake.take(event.data(), event.time()));
    }
}
