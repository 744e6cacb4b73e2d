package io.darkroom.moderation.review;

import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended. Written as an opaque cursor.
 *
 * @param at of the last item, the time by which the list is in order
 */
record QueuePosition(Instant at, UUID id) {
    /** Beyond it lies no review, and further on nothing that the database could compare with. */
    static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    private static final QueuePosition START = new QueuePosition(Instant.EPOCH, new UUID(0, 0));
    private static final QueuePosition LAST = new QueuePosition(END, new UUID(-1, -1));

    String cursor() {
        String text = at + "/" + id;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * @param backwards whether the list goes from the latest to the oldest
     */
    static QueuePosition parse(@Nullable String cursor, boolean backwards) {
        if (cursor == null || cursor.isEmpty()) {
            return backwards ? LAST : START;
        }
        try {
            String text =
                    new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            int slash = text.indexOf('/');
            if (slash > 0) {
                var at = Instant.parse(text.substring(0, slash));
                var id = UUID.fromString(text.substring(slash + 1));
                if (!at.isBefore(Instant.EPOCH) && at.isBefore(END)) {
                    return new QueuePosition(at, id);
                }
            }
        } catch (IllegalArgumentException | DateTimeException _) {
            // Answered below: whoever made it up need not know which part is wrong.
        }
        throw ProblemType.PARAMETER_INVALID.exception(
                "Use the cursor as 'next' of the page before gave it.",
                Problem.Place.of("cursor", "not a cursor of this list"));
    }
}
