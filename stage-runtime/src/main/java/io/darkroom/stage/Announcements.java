package io.darkroom.stage;

import io.darkroom.contracts.CloudEvent;

/** Tells operations of what is no stage's outcome, such as a budget that is used up. */
public interface Announcements {
    /**
     * Publishes the event on the topic of its kind, with its subject as the key. Blocks until the
     * broker has it.
     *
     * @param event of a kind that {@link io.darkroom.contracts.EventType} knows
     * @return false if the broker did not take it, which is logged
     */
    boolean announce(CloudEvent<?> event);
}
