package io.darkroom.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WakefulnessTest {
    private final AtomicInteger rises = new AtomicInteger();
    private final AtomicLong nanoTime = new AtomicLong(-5);
    private final Wakefulness awake = new Wakefulness(rises::incrementAndGet, nanoTime::get);

    @Test
    void whatWasNeededLatelyStaysAwakeAndEveryRiseIsTold() {
        assertThat(awake.level(12)).isEqualTo(12);
        assertThat(awake.level(18)).isEqualTo(18);
        assertThat(rises).hasValue(2);

        assertThat(awake.level(12)).isEqualTo(18);
        assertThat(awake.level(18)).isEqualTo(18);
        assertThat(rises).hasValue(2);

        assertThat(awake.level(30)).isEqualTo(30);
        assertThat(rises).hasValue(3);
    }

    @Test
    void afterAWhileHalfAsManyAreAwakeUntilNoMoreAreThanAreNeeded() {
        awake.level(180);
        pass(1);
        assertThat(awake.level(12)).isEqualTo(180);

        for (int left : new int[] {90, 45, 22, 12, 12}) {
            pass(Wakefulness.LATELY.toNanos() + 1);
            assertThat(awake.level(12)).isEqualTo(left);
            assertThat(awake.level(12)).isEqualTo(left);
        }
        assertThat(rises).hasValue(1);
    }

    private void pass(long nanos) {
        nanoTime.addAndGet(nanos);
    }
}
