package io.darkroom.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final List<Fault> KINDS =
            Stream.of("a", "b", "c", "d").map(kind -> Fault.of(kind, (_, _, _) -> {})).toList();

    @Test
    void theSameSeedIsTheSameSchedule() {
        assertThat(drawn(5, 12)).isEqualTo(drawn(5, 12));
        assertThat(drawn(5, 12)).isNotEqualTo(drawn(6, 12));
    }

    @Test
    void everyKindComesBeforeOneComesAgain() {
        assertThat(drawn(5, 4).stream().map(entry -> entry.fault().kind()))
                .containsExactlyInAnyOrder("a", "b", "c", "d");
    }

    private static List<Schedule.Entry> drawn(long seed, int count) {
        var schedule = new Schedule(KINDS, seed);
        return Stream.generate(schedule::next).limit(count).toList();
    }
}
