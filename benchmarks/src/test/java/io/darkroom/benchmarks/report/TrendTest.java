package io.darkroom.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.darkroom.benchmarks.report.Trend.Point;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TrendTest {
    private static final Offset<Double> EXACTLY = Offset.offset(1e-9);

    /** A point a minute. */
    private static List<Point> line(double... values) {
        return IntStream.range(0, values.length)
                .mapToObj(i -> new Point(i / 60.0, values[i]))
                .toList();
    }

    @Test
    void aLineThatRisesEveryMinuteIsNotFlat() {
        var trend = Trend.of(line(100, 101, 102, 103, 104));

        assertThat(trend.perHour()).isEqualTo(60, EXACTLY);
        assertThat(trend.median()).isEqualTo(102, EXACTLY);
        assertThat(trend.isFlat(8)).isFalse();
    }

    @Test
    void oneOutlierBendsNothing() {
        var trend = Trend.of(line(100, 100, 900, 100, 100, 100, 100));

        assertThat(trend.perHour()).isZero();
        assertThat(trend.isFlat(8)).isTrue();
    }

    @Test
    void aTenthOfTheMedianInAnHourIsFlatAndMoreIsNot() {
        assertThat(new Trend(200, 20).isFlat(8)).isTrue();
        assertThat(new Trend(200, 20.1).isFlat(8)).isFalse();
    }

    @Test
    void whatIsSmallMayGainTheFloor() {
        assertThat(new Trend(0, 50).isFlat(50)).isTrue();
        assertThat(new Trend(0, 51).isFlat(50)).isFalse();
    }

    @Test
    void whatFallsIsFlat() {
        assertThat(new Trend(100, -500).isFlat(8)).isTrue();
    }

    @Test
    void onePointGoesNowhere() {
        assertThatIllegalArgumentException().isThrownBy(() -> Trend.of(line(1)));
    }
}
