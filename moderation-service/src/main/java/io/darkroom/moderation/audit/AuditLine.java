package io.darkroom.moderation.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of the audit trail.
 *
 * @param seq counts from 1 within the tenant
 * @param action what happened, such as CLAIMED or DECIDED
 * @param actor who did it; {@code pipeline} where no person did
 * @param hash SHA-256 of the hash before and of this line, in hexadecimal digits
 */
public record AuditLine(
        long seq,
        String tenant,
        UUID reviewId,
        UUID assetId,
        long revision,
        String action,
        String actor,
        Instant at,
        @Nullable String detail,
        String hash) {}
