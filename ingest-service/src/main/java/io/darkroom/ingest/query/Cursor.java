package io.darkroom.ingest.query;

import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemType;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;

/**
 * Where a page ended: the next one begins after this. A place and not a number, so that what
 * arrives meanwhile neither repeats nor hides anything.
 */
public record Cursor(Instant createdAt, UUID id) {
    private static final int BYTES = 3 * Long.BYTES;

    /** The place as clients hold it; what is in it is nobody's business but ours. */
    public String text() {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, createdAt);
        var bytes =
                ByteBuffer.allocate(BYTES)
                        .putLong(micros)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /**
     * The place that a client gave back.
     *
     * @throws io.darkroom.service.problem.ProblemException {@code parameter-invalid}
     */
    public static Cursor parse(String text) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (bytes.remaining() == BYTES) {
                var createdAt = Instant.EPOCH.plus(bytes.getLong(), ChronoUnit.MICROS);
                return new Cursor(createdAt, new UUID(bytes.getLong(), bytes.getLong()));
            }
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
        throw invalid();
    }

    private static RuntimeException invalid() {
        return ProblemType.PARAMETER_INVALID.exception(
                "The cursor is none that this API gave out; begin without one",
                Problem.Place.of("cursor", "must be 'next' of an earlier page"));
    }
}
