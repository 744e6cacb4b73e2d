package io.darkroom.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.LinkedBlockingQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class WorkPlacesTest {
    @Test
    void bulkWorkNeverHasTheLastPlace() throws InterruptedException {
        var places = new WorkPlaces(3, 9);

        assertThat(places.place(Lane.BULK).take(0)).isTrue();
        assertThat(places.place(Lane.BULK).take(0)).isTrue();
        assertThat(places.place(Lane.BULK).take(0)).isFalse();
        assertThat(places.place(Lane.LIVE).take(0)).isTrue();
    }

    @Test
    void liveWorkMayHaveAllPlaces() throws InterruptedException {
        var places = new WorkPlaces(2, 1);
        var first = places.place(Lane.LIVE);

        assertThat(first.take(0)).isTrue();
        assertThat(places.place(Lane.LIVE).take(0)).isTrue();
        assertThat(places.place(Lane.LIVE).take(0)).isFalse();
        assertThat(places.place(Lane.BULK).take(0)).isFalse();
        first.leave();
        assertThat(places.place(Lane.BULK).take(0)).isTrue();
    }

    @Test
    void aSinglePlaceIsForBoth() throws InterruptedException {
        var places = new WorkPlaces(1, 1);

        assertThat(places.place(Lane.BULK).take(0)).isTrue();
        assertThat(places.place(Lane.LIVE).take(0)).isFalse();
    }

    @Test
    void whatWaitsLiveGoesBeforeWhatWaitsInBulk() throws InterruptedException {
        var places = new WorkPlaces(2, 1);
        var first = places.place(Lane.LIVE);
        var second = places.place(Lane.LIVE);
        assertThat(first.take(0) && second.take(0)).isTrue();

        var bulk = places.place(Lane.BULK);
        var live = places.place(Lane.LIVE);
        var order = new LinkedBlockingQueue<Lane>();
        Thread bulkWaits = waiting(bulk, () -> order.add(Lane.BULK));
        Thread liveWaits = waiting(live, () -> order.add(Lane.LIVE));
        first.leave();

        assertThat(order.take()).isEqualTo(Lane.LIVE);
        liveWaits.join();
        assertThat(bulkWaits.isAlive()).isTrue();
        second.leave();
        assertThat(order.take()).isEqualTo(Lane.BULK);
    }

    private static Thread waiting(WorkPlaces.Place place, Runnable taken) {
        var thread =
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> {
                            try {
                                if (place.take(60_000)) {
                                    taken.run();
                                }
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        Awaitility.await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        return thread;
    }

    @Test
    void aPlaceThatIsHeldIsNotTakenTwice() throws InterruptedException {
        var places = new WorkPlaces(2, 1);
        var live = places.place(Lane.LIVE);

        assertThat(live.take(0)).isTrue();
        assertThat(live.take(0)).isTrue();
        assertThat(places.place(Lane.LIVE).take(0)).isTrue();
        live.leave();
        live.leave();
        assertThat(places.place(Lane.LIVE).take(0)).isTrue();
        assertThat(places.place(Lane.LIVE).take(0)).isFalse();
    }
}
