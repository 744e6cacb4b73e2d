package io.darkroom.captioning.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProviderCircuitTest {
    private final AtomicLong now = new AtomicLong();
    private final ProviderCircuit circuit =
            new ProviderCircuit(3, Duration.ofSeconds(15), now::get);

    @Test
    void opensAfterFailuresInARowOnly() {
        assertThat(circuit.failed("away")).isEmpty();
        assertThat(circuit.failed("away")).isEmpty();
        circuit.answered();
        assertThat(circuit.failed("away")).isEmpty();
        assertThat(circuit.failed("away")).isEmpty();
        assertThat(circuit.failed("away")).isPresent();
        assertThat(circuit.problem()).contains("away");
    }

    @Test
    void letsOneAtATimeLookWhetherTheProviderIsBack() {
        circuit.open("away");
        assertThat(circuit.enter()).as("too early").isPresent();

        now.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThat(circuit.enter()).as("the one").isEmpty();
        assertThat(circuit.enter()).as("another").isPresent();
        circuit.abandoned();
        assertThat(circuit.enter()).as("the next one").isEmpty();
    }

    @Test
    void looksAreFurtherAndFurtherApartUpToABound() {
        for (int i = 0; i < 30; i++) {
            circuit.failed("away");
        }
        now.addAndGet(Duration.ofSeconds(14).toNanos());
        assertThat(circuit.enter()).isPresent();

        now.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThat(circuit.enter()).isEmpty();
    }

    @Test
    void anAnswerClosesIt() {
        circuit.open("away");

        assertThat(circuit.answered()).isTrue();

        assertThat(circuit.enter()).isEmpty();
        assertThat(circuit.enter()).isEmpty();
        assertThat(circuit.problem()).isEmpty();
    }
}
