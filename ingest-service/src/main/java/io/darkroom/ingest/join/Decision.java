package io.darkroom.ingest.join;

import io.darkroom.contracts.Finding;
import java.util.List;

/** Where an asset goes once none of its stages is pending. */
sealed interface Decision {
    /** Everybody may have it. */
    record Publish() implements Decision {}

    /**
     * A person must look, for at least one reason.
     *
     * @param ruleVersion which rules said so
     * @param approvals how many people must say yes, 1 or 2
     */
    record Review(List<Finding> reasons, String ruleVersion, int approvals) implements Decision {
        public Review {
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("A review needs at least one reason");
            }
        }
    }

    /** It stays where it is until the stage that failed is repaired. */
    record Hold() implements Decision {}

    /** Nothing could decode the original. */
    record Unusable() implements Decision {}
}
