package io.darkroom.moderation.review;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audit trail of an item, in order. */
public record HistoryView(List<Entry> items) {
    /**
     * One thing that happened.
     *
     * @param by who did it; {@code pipeline} where no person did
     */
    public record Entry(
            String action, String by, Instant at, long revision, @Nullable String detail) {}

    static HistoryView of(List<HistoryEntity> lines) {
        return new HistoryView(
                lines.stream()
                        .map(line ->
                                new Entry(
                                        line.action,
                                        line.actor,
                                        line.at,
                                        line.revision,
                                        line.detail))
                        .toList());
    }
}
