package io.darkroom.local.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The hash chain of an exported audit trail, computed anew. Written from docs/moderation.md and not
 * from the service's code, so that a mistake in one does not hide in the other.
 */
final class AuditChain {
    private static final String[] FIELDS = {
        "seq", "tenant", "reviewId", "assetId", "revision", "action", "actor"
    };

    private String head = "0".repeat(64);
    private long lines;
    private @Nullable String noted;

    /**
     * Adds the next line.
     *
     * @param expected a line's number whose hash is wanted, see {@link #noted}
     * @return what is wrong with it, or null
     */
    @Nullable String add(JsonNode line, long expected) {
        long seq = line.path("seq").asLong();
        if (seq != lines + 1) {
            return "after line " + lines + " comes line " + seq + ": lines are missing";
        }
        String hash = hash(line);
        if (!hash.equals(line.path("hash").asText())) {
            return "line " + seq + " is not as it was written, or one before it is not";
        }
        lines = seq;
        head = hash;
        if (seq == expected) {
            noted = hash;
        }
        return null;
    }

    long lines() {
        return lines;
    }

    String head() {
        return head;
    }

    /** The hash of the line that was wanted, or null where the trail is not that long. */
    @Nullable String noted() {
        return noted;
    }

    private String hash(JsonNode line) {
        var text = new StringBuilder();
        append(text, head);
        for (String field : FIELDS) {
            append(text, line.path(field).asText());
        }
        Instant at = Instant.parse(line.path("at").asText());
        append(text, Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, at)));
        append(text, line.hasNonNull("detail") ? line.path("detail").asText() : null);
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(digest.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static void append(StringBuilder text, @Nullable String field) {
        if (field == null) {
            text.append("-,");
        } else {
            text.append(field.getBytes(StandardCharsets.UTF_8).length)
                    .append(':')
                    .append(field)
                    .append(',');
        }
    }
}
