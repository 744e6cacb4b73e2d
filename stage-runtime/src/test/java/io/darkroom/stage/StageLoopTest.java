package io.darkroom.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageOutcome;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.GroupMaxSizeReachedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StageLoopTest {
    private final AtomicInteger joins = new AtomicInteger();

    /** It is refused until somebody leaves: built anew every second, it would only burn. */
    @Test
    void aPlaceThatFindsItsGroupFullSaysSoAndWaits() throws InterruptedException {
        StageLoop loop = loopOfAFullGroup();
        Thread place = Thread.ofVirtual().start(loop);

        await().until(() -> place.getState() == Thread.State.TIMED_WAITING);

        assertThat(loop.problem())
                .hasValueSatisfying(
                        words -> assertThat(words).contains("no room", "capacity of 200"));
        assertThat(joins).hasValue(1);
        loop.stop();
        assertThat(place.join(Duration.ofSeconds(5))).isTrue();
    }

    @SuppressWarnings("NullAway") // A place that never joins needs nothing to work with.
    private StageLoop loopOfAFullGroup() {
        return new StageLoop(
                new NoWork(),
                Lane.LIVE,
                new WorkPlaces(1, 1),
                () -> {
                    joins.incrementAndGet();
                    throw new GroupMaxSizeReachedException("maximum capacity of 200 members");
                },
                null,
                null,
                null,
                Duration.ZERO,
                new AlwaysItsTurn());
    }

    private static final class AlwaysItsTurn implements Turn {
        @Override
        public boolean mayRead() {
            return true;
        }

        @Override
        public void await(Duration atMost) {
            throw new IllegalStateException("It may read");
        }

        @Override
        public void taken() {
            throw new IllegalStateException("There is no record");
        }
    }

    private static final class NoWork implements StageWork {
        @Override
        public Stage stage() {
            return Stage.CAPTION;
        }

        @Override
        public Object parameters(AssetUploaded asset) {
            return "none";
        }

        @Override
        public StageOutcome run(StageInput input) {
            throw new IllegalStateException("Nothing was read");
        }
    }
}
