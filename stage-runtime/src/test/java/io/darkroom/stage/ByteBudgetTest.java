package io.darkroom.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ByteBudgetTest {
    private final ByteBudget budget = new ByteBudget(10 * 1024);

    @Test
    void waitsUntilThereIsRoom() throws Exception {
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> first =
                    threads.submit(() ->
                            budget.with(
                                    8 * 1024,
                                    () -> {
                                        begun.countDown();
                                        end.await();
                                        return "large";
                                    }));
            begun.await();
            assertThat(budget.with(100, () -> "small")).isEqualTo("small");
            Future<String> second = threads.submit(() -> budget.with(8 * 1024, () -> "second"));

            assertThat(waits(second)).isTrue();
            end.countDown();
            assertThat(second.get(5, TimeUnit.SECONDS)).isEqualTo("second");
            assertThat(first.get(5, TimeUnit.SECONDS)).isEqualTo("large");
        }
    }

    @Test
    void anOriginalLargerThanTheBudgetRunsByItself() throws InterruptedException {
        assertThat(budget.with(1L << 40, () -> "huge")).isEqualTo("huge");
    }

    private static boolean waits(Future<?> future) throws Exception {
        try {
            future.get(100, TimeUnit.MILLISECONDS);
            return false;
        } catch (TimeoutException _) {
            return true;
        }
    }
}
