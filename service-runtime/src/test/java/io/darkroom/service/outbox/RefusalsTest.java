package io.darkroom.service.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefusalsTest {
    private final Set<OutboxRow.Line> all = lines(500);

    @Test
    void aFewAreTriedAtATimeAndEachHasItsTurn() {
        var refusals = new Refusals(Duration.ZERO);
        refusals.note(new Refused(all, Set.of()), false);
        assertThat(refusals.leftOut().lines()).isEqualTo(all);
        refusals.note(Refused.NOTHING, true);

        var seen = new HashSet<OutboxRow.Line>();
        for (int round = 0; round < 3; round++) {
            var tried = triedBy(refusals);
            assertThat(tried).hasSize(Refusals.TRIED_AT_ONCE);
            seen.addAll(tried);
            refusals.note(new Refused(tried, Set.of()), true);
        }
        assertThat(seen).isEqualTo(all);
    }

    @Test
    void whereSomeGoTheRestFollowsAtOnce() {
        var refusals = new Refusals(Duration.ofHours(1));
        refusals.note(new Refused(all, Set.of()), true);
        assertThat(triedBy(refusals)).isEmpty();

        var mended = new Refusals(Duration.ZERO);
        mended.note(new Refused(all, Set.of("closed")), true);
        assertThat(triedBy(mended)).hasSize(200);
        mended.note(Refused.NOTHING, true);
        assertThat(triedBy(mended)).hasSize(400);
        mended.note(Refused.NOTHING, true);
        assertThat(triedBy(mended)).isEqualTo(all);
        mended.note(Refused.NOTHING, true);
        assertThat(mended.leftOut().isNothing()).isTrue();
    }

    /** What is no longer left out. */
    private Set<OutboxRow.Line> triedBy(Refusals refusals) {
        var tried = new HashSet<>(all);
        tried.removeAll(refusals.leftOut().lines());
        return tried;
    }

    private static Set<OutboxRow.Line> lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new OutboxRow.Line("topic", "key" + i))
                .collect(Collectors.toSet());
    }
}
