package io.darkroom.moderation.policy;

import java.util.Collection;

/** Which review should come first where the riskiest are wanted. */
public final class RiskOrder {
    /** A newer writer may have reasons that are not known here: neither first nor last. */
    private static final int UNKNOWN = 35;

    private RiskOrder() {}

    /**
     * The rank of a review: its gravest reason decides; among equals, more reasons rank higher.
     *
     * @return 0 to 999, higher is riskier
     */
    public static int rank(Collection<String> codes) {
        int gravest =
                codes.stream()
                        .mapToInt(
                                code -> ReasonCode.of(code).map(ReasonCode::weight).orElse(UNKNOWN))
                        .max()
                        .orElse(0);
        long others = codes.stream().distinct().count() - 1;
        return gravest * 10 + Math.toIntExact(Math.clamp(others, 0, 9));
    }
}
