package io.darkroom.ingest.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SamplingTest {
    @Test
    void aSampleHasTheShareThatWasAskedFor() {
        assertThat(sampled(0.05)).isBetween(420L, 580L);
        assertThat(sampled(0)).isZero();
        assertThat(sampled(1)).isEqualTo(10_000);
    }

    @Test
    void aSmallerSampleIsPartOfALargerOne() {
        assertThat(ids().filter(i -> includes(i, 0.02)).allMatch(i -> includes(i, 0.1))).isTrue();
    }

    private static long sampled(double rate) {
        return ids().filter(i -> includes(i, rate)).count();
    }

    private static LongStream ids() {
        return LongStream.range(0, 10_000);
    }

    private static boolean includes(long i, double rate) {
        return Sampling.includes(new UUID(7, i), rate);
    }
}
