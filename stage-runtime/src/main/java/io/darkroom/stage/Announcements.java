package io.darkroom.stage;

import io.darkroom.contracts.CloudEvent;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Tells operations of what is no stage's outcome, such as a budget that is used up. */
@ApplicationScoped
public class Announcements {
    private static final Logger LOG = Logger.getLogger(Announcements.class);

    private final OutcomePublisher publisher;

    Announcements(OutcomePublisher publisher) {
        this.publisher = publisher;
    }

    /**
     * Publishes the event on the topic of its kind, with its subject as the key. Blocks until the
     * broker has it.
     *
     * @param event of a kind that {@link io.darkroom.contracts.EventType} knows
     * @return false if the broker did not take it, which is logged
     */
    public boolean announce(CloudEvent<?> event) {
        try {
            publisher.announce(event);
            return true;
        } catch (PublishException e) {
            LOG.warnf(e, "An event was not taken; type=%s", event.type());
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
