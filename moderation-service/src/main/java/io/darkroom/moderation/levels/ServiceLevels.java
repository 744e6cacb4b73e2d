package io.darkroom.moderation.levels;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How well the queue of a tenant is served.
 *
 * @param waiting items that nobody has decided, those under a lease with them
 * @param claimed of them those under a lease
 * @param oldestAt when the oldest of them was asked for
 * @param oldestSeconds its age
 * @param byReason of them, by reason code; an item counts under each of its reasons
 * @param decisionsLastHour made within the last 60 minutes and not undone
 * @param decisionsLastDay within the last 24 hours
 * @param approvedLastDay of those, approvals
 * @param medianSecondsToDecision half of those of the last 24 hours waited no longer
 * @param sample how people judged what was drawn at random, within the last 30 days
 */
public record ServiceLevels(
        long waiting,
        long claimed,
        @Nullable Instant oldestAt,
        long oldestSeconds,
        Map<String, Long> byReason,
        long decisionsLastHour,
        long decisionsLastDay,
        long approvedLastDay,
        @Nullable Double medianSecondsToDecision,
        Sample sample) {

    /**
     * What was drawn at random would have been published without a person.
     *
     * @param decided how many of them a person decided
     * @param agreed of those, approved without a change
     * @param agreement agreed over decided, 0 to 1; absent where none was decided
     */
    public record Sample(long decided, long agreed, @Nullable Double agreement) {}
}
