package io.darkroom.moderation.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RiskOrderTest {
    @Test
    void theGravestReasonDecides() {
        assertThat(RiskOrder.rank(List.of("guard-face")))
                .isGreaterThan(RiskOrder.rank(List.of("sample", "requested", "outpaint")));
    }

    @Test
    void amongEqualsMoreReasonsRankHigher() {
        assertThat(RiskOrder.rank(List.of("outpaint", "sample")))
                .isGreaterThan(RiskOrder.rank(List.of("outpaint")));
    }

    @Test
    void aReasonGivenTwiceCountsOnce() {
        assertThat(RiskOrder.rank(List.of("outpaint", "outpaint")))
                .isEqualTo(RiskOrder.rank(List.of("outpaint")));
    }

    @Test
    void anUnknownReasonStandsInTheMiddle() {
        int unknown = RiskOrder.rank(List.of("of-a-newer-writer"));
        assertThat(unknown)
                .isGreaterThan(RiskOrder.rank(List.of("sample")))
                .isLessThan(RiskOrder.rank(List.of("guard-face")));
    }
}
