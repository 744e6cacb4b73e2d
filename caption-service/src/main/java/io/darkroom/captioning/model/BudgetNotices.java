package io.darkroom.captioning.model;

import io.darkroom.contracts.BudgetReached;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.EventIds;
import io.darkroom.stage.Announcements;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells operations whose budget is used up: once for each budget and day from this instance, and
 * under the same id from every other.
 */
@ApplicationScoped
class BudgetNotices {
    private static final String SOURCE = "/darkroom/caption-service";

    private final Announcements announcements;
    private final Map<String, UUID> told = new ConcurrentHashMap<>();

    BudgetNotices(Announcements announcements) {
        this.announcements = announcements;
    }

    /** Returns at once; what the broker does not take is told with the next work put off. */
    void reached(BudgetReached event) {
        UUID id = EventIds.budgetReached(event);
        if (!id.equals(told.put(event.tenant(), id))) {
            Thread.ofVirtual().name("budget-notice").start(() -> tell(id, event));
        }
    }

    private void tell(UUID id, BudgetReached event) {
        var fact =
                new CloudEvent<>(
                        id.toString(),
                        SOURCE,
                        BudgetReached.TYPE,
                        Instant.now(),
                        event.tenant(),
                        event);
        if (!announcements.announce(fact)) {
            told.remove(event.tenant(), id);
        }
    }
}
