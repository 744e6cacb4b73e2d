package io.darkroom.stage;

import io.darkroom.contracts.CloudEvent;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Sends what is announced with the producer of the outcomes. */
@ApplicationScoped
class BrokerAnnouncements implements Announcements {
    private static final Logger LOG = Logger.getLogger(BrokerAnnouncements.class);

    private final OutcomePublisher publisher;

    BrokerAnnouncements(OutcomePublisher publisher) {
        this.publisher = publisher;
    }

    @Override
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
