package io.darkroom.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ByteBudgetTest {
    private final ByteBudget budget = new ByteBudget(10 * 1024);

    @Test
    void waitsUntilThereIsRoom() throws Exception {
        var large = budget.take(8 * 1024);
        budget.take(100).close();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ByteBudget.Room> second = threads.submit(() -> budget.take(8 * 1024));

            assertThat(waits(second)).isTrue();
            large.close();
            second.get(5, TimeUnit.SECONDS).close();
        }
    }

    @Test
    void anOriginalLargerThanTheBudgetHasAllOfIt() throws Exception {
        var huge = budget.take(1L << 40);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ByteBudget.Room> next = threads.submit(() -> budget.take(1));

            assertThat(waits(next)).isTrue();
            huge.close();
            next.get(5, TimeUnit.SECONDS).close();
        }
    }

    @Test
    void anOriginalThatIsLetGoGivesItsRoomBackOnce() throws Exception {
        var large = new HeldOriginal(new byte[] {1}, budget.take(8 * 1024));
        large.close();
        var next = budget.take(8 * 1024);
        large.close();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ByteBudget.Room> third = threads.submit(() -> budget.take(8 * 1024));
            assertThat(waits(third)).isTrue();
            next.close();
            third.get(5, TimeUnit.SECONDS).close();
        }
        assertThatIllegalStateException().isThrownBy(large::bytes);
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
