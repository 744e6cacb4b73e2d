package io.darkroom.service.outbox;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lines of which Kafka refused a record although it was there: one that is too large, a topic that
 * takes nothing or that this service may not write to. They are left out until everything else was
 * sent and some time has passed, so that no number of them holds up anybody else.
 */
final class Refusals {
    private final Backoff backoff;
    private final Set<OutboxRow.Line> lines = new HashSet<>();
    private @Nullable Long again;

    /**
     * @param longest the longest that they are left out for
     */
    Refusals(Duration longest) {
        this.backoff = new Backoff(longest);
    }

    /** What is to be left out of the next batch. */
    Set<OutboxRow.Line> leftOut() {
        if (again != null && System.nanoTime() - again >= 0) {
            lines.clear();
            again = null;
        }
        return Set.copyOf(lines);
    }

    /**
     * Takes note of what came of a batch.
     *
     * @param last whether nothing else was due
     */
    void note(Set<OutboxRow.Line> refused, boolean last) {
        lines.addAll(refused);
        if (lines.isEmpty()) {
            backoff.reset();
        } else if (last && again == null) {
            again = System.nanoTime() + backoff.next().toNanos();
        }
    }
}
