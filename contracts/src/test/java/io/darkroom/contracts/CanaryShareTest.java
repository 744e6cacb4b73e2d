package io.darkroom.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which work a canary does. */
class CanaryShareTest {
    private static final List<UUID> ASSETS =
            Stream.generate(UUID::randomUUID).limit(20_000).toList();

    @Test
    void aShareIsAsLargeAsItSays() {
        assertThat(taken(10).size() / 20_000.0).isCloseTo(0.1, within(0.015));
        assertThat(taken(0.5).size() / 20_000.0).isCloseTo(0.005, within(0.003));
        assertThat(taken(100)).hasSize(20_000);
    }

    @Test
    void aGreaterShareHoldsTheSmaller() {
        assertThat(taken(30)).containsAll(taken(10));
    }

    private static List<UUID> taken(double percent) {
        var canary = new StageControl.Canary("larger-model", percent, Instant.EPOCH);
        return ASSETS.stream().filter(canary::takes).toList();
    }
}
