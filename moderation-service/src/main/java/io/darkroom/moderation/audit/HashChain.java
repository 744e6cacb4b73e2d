package io.darkroom.moderation.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Goes along a tenant's lines and computes their hashes anew, as the database's trigger did when
 * they were written (V3__audit_chain.sql).
 */
final class HashChain {
    private static final String BEGINNING = "0".repeat(64);

    private String head = BEGINNING;
    private long seq;
    private @Nullable String broken;

    /** Adds the next line; after the first that does not fit nothing is looked at any more. */
    void add(AuditLine line) {
        if (broken != null) {
            return;
        }
        if (line.seq() != seq + 1) {
            broken = "After line " + seq + " comes line " + line.seq() + ": lines are missing";
        } else if (!hash(head, line).equals(line.hash())) {
            broken = "Line " + line.seq() + " is not as it was written, or one before it is not";
        } else {
            seq = line.seq();
            head = line.hash();
        }
    }

    /** Compares with the end that was written down elsewhere. */
    void end(long lastSeq, String lastHash) {
        if (broken == null && (lastSeq != seq || !lastHash.equals(head))) {
            broken = "The trail ends at line " + seq + ", but " + lastSeq + " were written";
        }
    }

    long length() {
        return seq;
    }

    String head() {
        return head;
    }

    /** What is wrong, or null. */
    @Nullable String broken() {
        return broken;
    }

    static String hash(String before, AuditLine line) {
        var text = new StringBuilder();
        long micros = ChronoUnit.MICROS.between(java.time.Instant.EPOCH, line.at());
        for (String field :
                new @Nullable String[] {
                    before,
                    Long.toString(line.seq()),
                    line.tenant(),
                    line.reviewId().toString(),
                    line.assetId().toString(),
                    Long.toString(line.revision()),
                    line.action(),
                    line.actor(),
                    Long.toString(micros),
                    line.detail()
                }) {
            append(text, field);
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** A netstring, so that no two lines read the same. */
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
