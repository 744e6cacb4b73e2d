package io.darkroom.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SoloTest {
    private final Solo solo = new Solo();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void stop() {
        end.countDown();
        threads.shutdownNow();
    }

    @Test
    void firstDeliveriesRunSideBySide() throws Exception {
        Future<String> running = occupy(false);

        assertThat(solo.run(false, () -> "beside")).isEqualTo("beside");
        assertThat(running.isDone()).isFalse();
    }

    @Test
    void aRepeatedDeliveryWaitsForThoseInWork() throws Exception {
        Future<String> first = occupy(false);

        Future<String> alone = threads.submit(() -> solo.run(true, () -> "alone"));

        assertThat(waits(alone)).isTrue();
        end.countDown();
        assertThat(alone.get(5, TimeUnit.SECONDS)).isEqualTo("alone");
        assertThat(first.get(5, TimeUnit.SECONDS)).isEqualTo("first");
    }

    @Test
    void nobodyRunsBesideARepeatedDelivery() throws Exception {
        Future<String> first = occupy(true);

        Future<String> other = threads.submit(() -> solo.run(false, () -> "other"));

        assertThat(waits(other)).isTrue();
        end.countDown();
        assertThat(other.get(5, TimeUnit.SECONDS)).isEqualTo("other");
        assertThat(first.get(5, TimeUnit.SECONDS)).isEqualTo("first");
    }

    private Future<String> occupy(boolean alone) throws InterruptedException {
        Future<String> running =
                threads.submit(() ->
                        solo.run(
                                alone,
                                () -> {
                                    begun.countDown();
                                    end.await();
                                    return "first";
                                }));
        begun.await();
        return running;
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
