package io.darkroom.ingest.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownEvent;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ChoresTest {
    private final Chores chores = new Chores();

    @Test
    void theEndWaitsForTheChoreUnderWay() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var ended = new AtomicBoolean();
        Thread.ofVirtual()
                .start(() ->
                        chores.run(
                                "slow",
                                () -> {
                                    begun.countDown();
                                    while (!chores.stopping()) {
                                        Thread.onSpinWait();
                                    }
                                    ended.set(true);
                                }));
        begun.await();

        chores.stop(new ShutdownEvent());

        assertThat(ended).isTrue();
    }

    @Test
    void noneBeginsAfterTheEnd() throws InterruptedException {
        var ran = new AtomicBoolean();
        chores.stop(new ShutdownEvent());

        chores.run("late", () -> ran.set(true));

        assertThat(ran).isFalse();
    }

    @Test
    void aChoreThatFailsKeepsNoOtherFromItsTurn() throws InterruptedException {
        var ran = new AtomicBoolean();
        chores.run(
                "broken",
                () -> {
                    throw new IllegalStateException("broken on purpose");
                });

        chores.run("next", () -> ran.set(true));

        assertThat(ran).isTrue();
        chores.stop(new ShutdownEvent());
    }
}
