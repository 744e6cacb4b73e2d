package io.darkroom.ingest.rules;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a person must look before an asset goes out. Whatever the rules say, a review that the
 * uploader asked for is held, and generated pixels are always looked at.
 *
 * @param always every asset waits for a person
 * @param reasons which of the {@link #OPTIONAL} reasons send an asset to review; all of {@link
 *     #STANDARD} where absent
 * @param minTagConfidence 0 to 1: an asset with a tag below it is of {@code low-confidence}; tags
 *     are not looked at where absent
 * @param sampleRate 0 to 1, the share of the assets that nothing else sends to review, 0 where
 *     absent
 * @param twoApprovals reasons for which two people must say yes; none where absent
 */
public record ReviewRules(
        @Nullable Boolean always,
        @Nullable List<String> reasons,
        @Nullable Double minTagConfidence,
        @Nullable Double sampleRate,
        @Nullable List<String> twoApprovals) {

    /** Reasons that rules may switch on and off. */
    public static final Set<String> OPTIONAL =
            Set.of("instruction-style", "low-confidence", "caption-language", "near-duplicate");

    /** The optional reasons where the rules name none. A warning of a near duplicate only warns. */
    public static final List<String> STANDARD =
            List.of("instruction-style", "low-confidence", "caption-language");

    private static final Set<String> OTHERS =
            Set.of(
                    "requested",
                    "preset-rule",
                    "outpaint",
                    "guard-face",
                    "guard-person",
                    "guard-text",
                    "guard-original-changed",
                    "guard-seam",
                    "sample");

    /** What holds where nobody wrote rules. */
    public static final ReviewRules BUILT_IN = new ReviewRules(null, null, null, null, null);

    public ReviewRules {
        always = always != null && always;
        reasons = reasons == null ? STANDARD : List.copyOf(reasons);
        sampleRate = sampleRate == null ? Double.valueOf(0) : sampleRate;
        twoApprovals = twoApprovals == null ? List.of() : List.copyOf(twoApprovals);
        fraction(sampleRate, "sampleRate");
        if (minTagConfidence != null) {
            fraction(minTagConfidence, "minTagConfidence");
        }
        for (String reason : reasons) {
            if (!OPTIONAL.contains(reason)) {
                throw new IllegalArgumentException(
                        "reasons may name "
                                + OPTIONAL.stream().sorted().toList()
                                + ", not '"
                                + reason
                                + "'");
            }
        }
        for (String reason : twoApprovals) {
            if (!OPTIONAL.contains(reason) && !OTHERS.contains(reason)) {
                throw new IllegalArgumentException(
                        "twoApprovals must name reason codes; there is no '" + reason + "'");
            }
        }
    }

    private static void fraction(double value, String field) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(field + " must be between 0 and 1, was " + value);
        }
    }

    /** Whether this optional reason counts. */
    public boolean heeds(String reason) {
        return reasons != null && reasons.contains(reason);
    }

    /** Whether every asset waits for a person. */
    public boolean holdsAll() {
        return Boolean.TRUE.equals(always);
    }

    /** The share of assets that is sampled, 0 to 1. */
    public double rate() {
        return sampleRate == null ? 0 : sampleRate;
    }

    /** How many people must say yes to an asset with these reasons: 1 or 2. */
    public int approvals(List<String> codes) {
        return twoApprovals != null && codes.stream().anyMatch(twoApprovals::contains) ? 2 : 1;
    }
}
