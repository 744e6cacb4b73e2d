package io.darkroom.moderation.review;

import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a page ended: the next holds what is younger. Written as an opaque cursor. */
record QueuePosition(Instant createdAt, UUID id) {
    /** Beyond it lies no review, and further on nothing that the database could compare with. */
    static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    private static final QueuePosition START = new QueuePosition(Instant.EPOCH, new UUID(0, 0));

    String cursor() {
        String text = createdAt + "/" + id;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    static QueuePosition parse(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return START;
        }
        try {
            String text =
                    new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            int slash = text.indexOf('/');
            if (slash > 0) {
                var createdAt = Instant.parse(text.substring(0, slash));
                var id = UUID.fromString(text.substring(slash + 1));
                if (!createdAt.isBefore(Instant.EPOCH) && createdAt.isBefore(END)) {
                    return new QueuePosition(createdAt, id);
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
