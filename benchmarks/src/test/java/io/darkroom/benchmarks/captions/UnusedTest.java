package io.darkroom.benchmarks.captions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** In hundredths of a second, with two questions that may be out for one second each. */
class UnusedTest {
    private static final Offset<Double> EXACTLY = within(1e-9);
    private static final Duration LATENCY = Duration.ofSeconds(1);

    @Test
    void eachPartIsAShareOfAllThatTheModelAllowed() {
        var unused = unused(240, 10, 20, 130, 140);

        assertThat(unused.begin()).isEqualTo(30 / 480.0, EXACTLY);
        assertThat(unused.between()).isEqualTo((20 + 20) / 480.0, EXACTLY);
        assertThat(unused.end()).isEqualTo(10 / 480.0, EXACTLY);
    }

    @Test
    void theyAreTogetherWhatIsMissingToTheIdealRate() {
        var unused = unused(400, 5, 30, 106, 133, 208);

        assertThat(unused.begin() + unused.between() + unused.end())
                .isEqualTo(1 - 5 * 100 / 800.0, EXACTLY);
    }

    @Test
    void whereTheModelIsNeverFullAllBeforeTheLastQuestionIsTheBeginning() {
        var unused = unused(350, 0, 120, 240);

        assertThat(unused.begin()).isEqualTo((240 * 2 - 200) / 700.0, EXACTLY);
        assertThat(unused.between()).isZero();
    }

    private static Unused unused(int end, Integer... asked) {
        var nanos = List.of(asked).stream().map(UnusedTest::nanos).toList();
        return Unused.of(nanos, new CaptionRounds.Round(asked.length, 0, nanos(end)), LATENCY, 2);
    }

    private static long nanos(int hundredths) {
        return hundredths * 10_000_000L;
    }
}
