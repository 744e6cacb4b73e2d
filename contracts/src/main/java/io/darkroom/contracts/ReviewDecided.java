package io.darkroom.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person looked at a revision of an asset and said yes or no.
 *
 * @param revision the revision that the person saw
 * @param reasonCodes the reviewer's own
 * @param withheldVariants names of variants that must not go out although the asset does
 * @param captions the reviewer's captions, each in place of the one in its language; empty where
 *     they stay as they are
 * @param tags the reviewer's tags in place of all others, empty where all were removed; null where
 *     they stay as they are
 * @param overrules the id of the event of the earlier decision about the same review that this one
 *     takes the place of; absent in a first decision
 */
public record ReviewDecided(
        UUID reviewId,
        UUID assetId,
        String tenant,
        long revision,
        Verdict verdict,
        List<String> reasonCodes,
        @Nullable String note,
        List<String> withheldVariants,
        List<Caption> captions,
        @Nullable List<Tag> tags,
        String decidedBy,
        Instant decidedAt,
        @Nullable UUID overrules)
        implements Event {
    /** Yes or no. */
    public enum Verdict {
        APPROVE,
        REJECT
    }

    public ReviewDecided {
        Require.present(reviewId, "reviewId");
        Require.present(assetId, "assetId");
        Require.text(tenant, "tenant");
        Require.notNegative(revision, "revision");
        Require.present(verdict, "verdict");
        Require.text(decidedBy, "decidedBy");
        Require.present(decidedAt, "decidedAt");
        reasonCodes = Require.list(reasonCodes, "reasonCodes");
        withheldVariants = Require.list(withheldVariants, "withheldVariants");
        captions = Require.list(captions, "captions");
        tags = Require.listOrAbsent(tags, "tags");
    }
}
