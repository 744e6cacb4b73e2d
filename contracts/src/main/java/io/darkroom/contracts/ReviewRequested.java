package io.darkroom.contracts;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person must look at an asset before it goes out.
 *
 * @param reviewId {@link EventIds#review} of the asset and its revision
 * @param reasons why, each with a code, at least one
 * @param record the asset as it stands
 * @param original where the original lies, for previews
 * @param variants where each variant lies, by name, for previews
 * @param requiredApprovals how many people must say yes, 1 or 2; absent where one is enough
 */
public record ReviewRequested(
        UUID reviewId,
        UUID assetId,
        String tenant,
        long revision,
        List<Finding> reasons,
        String ruleVersion,
        Asset record,
        ObjectRef original,
        Map<String, ObjectRef> variants,
        @Nullable Integer requiredApprovals)
        implements Event {
    public ReviewRequested {
        Require.present(reviewId, "reviewId");
        Require.present(assetId, "assetId");
        Require.text(tenant, "tenant");
        Require.notNegative(revision, "revision");
        Require.text(ruleVersion, "ruleVersion");
        Require.present(record, "record");
        Require.present(original, "original");
        reasons = Require.list(reasons, "reasons");
        variants = Require.map(variants, "variants");
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("reasons must name at least one reason");
        }
        if (requiredApprovals != null && requiredApprovals != 1 && requiredApprovals != 2) {
            throw new IllegalArgumentException(
                    "requiredApprovals must be 1 or 2, was " + requiredApprovals);
        }
    }
}
