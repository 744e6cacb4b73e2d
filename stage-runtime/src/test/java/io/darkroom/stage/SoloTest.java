package io.darkroom.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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

        assertThat(solo.beside(() -> "beside")).isEqualTo("beside");
        assertThat(running.isDone()).isFalse();
    }

    @Test
    void aRepeatedDeliveryWaitsForThoseInWork() throws Exception {
        Future<String> first = occupy(false);

        Future<String> alone = threads.submit(() -> solo.alone(0, _ -> "alone"));

        assertThat(waits(alone)).isTrue();
        end.countDown();
        assertThat(alone.get(5, TimeUnit.SECONDS)).isEqualTo("alone");
        assertThat(first.get(5, TimeUnit.SECONDS)).isEqualTo("first");
    }

    @Test
    void nobodyRunsBesideARepeatedDelivery() throws Exception {
        Future<String> first = occupy(true);

        Future<String> other = threads.submit(() -> solo.beside(() -> "other"));

        assertThat(waits(other)).isTrue();
        end.countDown();
        assertThat(other.get(5, TimeUnit.SECONDS)).isEqualTo("other");
        assertThat(first.get(5, TimeUnit.SECONDS)).isEqualTo("first");
    }

    @Test
    void whoLeavesEarlyLetsOthersRun() throws Exception {
        Future<String> waiting =
                threads.submit(() ->
                        solo.alone(
                                0,
                                leave -> {
                                    leave.run();
                                    leave.run();
                                    end.await();
                                    return "waited";
                                }));

        assertThat(threads.submit(() -> solo.alone(0, _ -> "next")).get(5, TimeUnit.SECONDS))
                .isEqualTo("next");
        Future<String> busy = occupy(true);
        assertThat(waiting.isDone()).isFalse();
        end.countDown();
        assertThat(waiting.get(5, TimeUnit.SECONDS)).isEqualTo("waited");
        assertThat(busy.get(5, TimeUnit.SECONDS)).isEqualTo("first");
    }

    /** What brought an instance down while it was alone may do so again: its neighbours first. */
    @Test
    void whatWasBegunAloneBeforeComesLast() throws Exception {
        Future<String> first = occupy(false);
        var order = new CopyOnWriteArrayList<String>();
        Future<String> suspect = threads.submit(() -> solo.alone(2, _ -> note(order, "suspect")));
        assertThat(waits(suspect)).isTrue();
        Future<String> newer = threads.submit(() -> solo.alone(0, _ -> note(order, "neighbour")));
        assertThat(waits(newer)).isTrue();

        end.countDown();
        first.get(5, TimeUnit.SECONDS);
        suspect.get(5, TimeUnit.SECONDS);
        newer.get(5, TimeUnit.SECONDS);

        assertThat(order).containsExactly("neighbour", "suspect");
    }

    @Test
    void whoStopsWaitingHoldsUpNobody() throws Exception {
        Future<String> first = occupy(false);
        Future<String> given = threads.submit(() -> solo.alone(0, _ -> "given up"));
        assertThat(waits(given)).isTrue();

        given.cancel(true);
        end.countDown();

        assertThat(first.get(5, TimeUnit.SECONDS)).isEqualTo("first");
        assertThat(threads.submit(() -> solo.beside(() -> "next")).get(5, TimeUnit.SECONDS))
                .isEqualTo("next");
    }

    private static String note(List<String> order, String name) {
        order.add(name);
        return name;
    }

    private Future<String> occupy(boolean alone) throws InterruptedException {
        Solo.Interruptible<String> work =
                () -> {
                    begun.countDown();
                    end.await();
                    return "first";
                };
        Future<String> running =
                threads.submit(() -> alone ? solo.alone(0, _ -> work.run()) : solo.beside(work));
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
