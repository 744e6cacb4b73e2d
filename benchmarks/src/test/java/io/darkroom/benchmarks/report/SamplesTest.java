package io.darkroom.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {
    private static final double EXACT = 1e-12;

    @Test
    void anOddCountHasItsMiddleAsMedian() {
        assertThat(new Samples(List.of(9.0, 1.0, 4.0)).median()).isEqualTo(4.0);
    }

    @Test
    void anEvenCountHasTheMeanOfItsTwoMiddlesAsMedian() {
        assertThat(new Samples(List.of(4.0, 1.0, 2.0, 9.0)).median()).isEqualTo(3.0);
    }

    @Test
    void quantilesInterpolateAsInNumPy() {
        var samples = new Samples(List.of(1.0, 2.0, 3.0, 4.0));

        assertThat(samples.lowerQuartile()).isCloseTo(1.75, within(EXACT));
        assertThat(samples.upperQuartile()).isCloseTo(3.25, within(EXACT));
        assertThat(samples.quantile(0.95)).isCloseTo(3.85, within(EXACT));
        assertThat(samples.quantile(0)).isEqualTo(1.0);
        assertThat(samples.quantile(1)).isEqualTo(4.0);
    }

    @Test
    void oneValueIsEveryQuantile() {
        var one = new Samples(List.of(7.0));

        assertThat(List.of(one.lowerQuartile(), one.median(), one.upperQuartile()))
                .containsOnly(7.0);
    }

    @Test
    void theSpreadOfARatioIsTheWidestThatBothAllow() {
        var slow = new Samples(List.of(10.0, 20.0, 30.0));
        var fast = new Samples(List.of(4.0, 5.0, 6.0));

        var ratio = slow.over(fast);

        assertThat(ratio.median()).isCloseTo(4.0, within(EXACT));
        assertThat(ratio.low()).isCloseTo(15 / 5.5, within(EXACT));
        assertThat(ratio.high()).isCloseTo(25 / 4.5, within(EXACT));
    }

    @Test
    void nothingAndInfinityHaveNoMedian() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Samples(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Samples(List.of(1.0, Double.POSITIVE_INFINITY)));
    }
}
