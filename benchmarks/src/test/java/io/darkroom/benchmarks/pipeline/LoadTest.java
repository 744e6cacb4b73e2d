package io.darkroom.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoadTest {

    @Test
    void resultsComeInTheOrderOfTheTasks() throws InterruptedException {
        var load = Load.run(5, 2, index -> index * 10);

        assertThat(load.results()).containsExactly(0, 10, 20, 30, 40);
        assertThat(load.rate()).isPositive();
    }

    @Test
    void neverMoreRunThanAsked() throws InterruptedException {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        // Passes only when three are inside at once; a fourth inside would show in the maximum.
        var three = new CyclicBarrier(3);

        Load.run(
                9,
                3,
                _ -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    meet(three);
                    return running.decrementAndGet();
                });

        assertThat(most).hasValue(3);
    }

    @Test
    void whatATaskThrowsIsThrown() {
        assertThatThrownBy(() ->
                        Load.run(
                                3,
                                1,
                                index -> {
                                    throw new IllegalStateException("task " + index);
                                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("task 0");
    }

    private static void meet(CyclicBarrier barrier) throws InterruptedException {
        try {
            barrier.await();
        } catch (BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }
}
