package io.darkroom.service.outbox;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Kafka refused although it was there. It is left out until everything else was sent and some
 * time has passed, and then tried again a few lines at a time, so that no number of records that
 * are refused holds up anybody else.
 */
final class Refusals {
    /** One batch, which costs those who come meanwhile next to nothing. */
    static final int TRIED_AT_ONCE = 200;

    private final Backoff backoff;

    /** Those that were tried last stand last. */
    private final Set<OutboxRow.Line> lines = new LinkedHashSet<>();

    private final Set<String> topics = new HashSet<>();
    private List<OutboxRow.Line> tried = List.of();
    private @Nullable Long again;

    /**
     * @param longest the longest that it is left out for
     */
    Refusals(Duration longest) {
        this.backoff = new Backoff(longest);
    }

    /** What is to be left out of the next batch. */
    Refused leftOut() {
        if (again != null && System.nanoTime() - again >= 0) {
            again = null;
            topics.clear();
            tried = lines.stream().limit(TRIED_AT_ONCE).toList();
            tried.forEach(lines::remove);
        }
        return new Refused(lines, topics);
    }

    /**
     * Takes note of what came of a batch.
     *
     * @param last whether nothing else was due
     */
    void note(Refused further, boolean last) {
        lines.addAll(further.lines());
        topics.addAll(further.topics());
        if (!last) {
            return;
        }
        boolean someWent = !lines.containsAll(tried);
        boolean allWent = lines.isEmpty() && topics.isEmpty();
        tried = List.of();
        if (someWent || allWent) {
            backoff.reset();
        }
        if (again == null && !allWent) {
            again = System.nanoTime() + (someWent ? 0 : backoff.next().toNanos());
        }
    }
}
