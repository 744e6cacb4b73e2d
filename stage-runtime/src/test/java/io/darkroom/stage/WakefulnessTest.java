package io.darkroom.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WakefulnessTest {
    private final AtomicInteger rises = new AtomicInteger();
    private final Wakefulness awake = new Wakefulness(rises::incrementAndGet);

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
}
