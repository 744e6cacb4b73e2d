package io.darkroom.service.events;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A service starts before its broker as often as after it. */
class LookAtStartTest {
    private static final Map<String, Object> NOWHERE = Map.of("bootstrap.servers", "localhost:1");

    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void itIsLookedAgainUntilTheBrokerAnswers() {
        try (var _ =
                begin(
                        Duration.ofMillis(1),
                        number -> {
                            if (number < 3) {
                                throw new ExecutionException(new TimeoutException("away"));
                            }
                            if (number < 5) {
                                throw new IllegalStateException("a defect of the look's own");
                            }
                        })) {
            await().until(() -> looks.get() == 5);
            await().during(Duration.ofMillis(200)).until(() -> looks.get() == 5);
        }
    }

    @Test
    void whatIsClosedLooksNoMore() {
        var look =
                begin(
                        Duration.ofMillis(1),
                        _ -> {
                            throw new ExecutionException(new TimeoutException("away"));
                        });
        await().until(() -> looks.get() > 1);

        look.close();

        await("the thread ends").until(() -> !look.isLooking());
    }

    private LookAtStart begin(Duration between, Answer answer) {
        return LookAtStart.begin("test", NOWHERE, between, _ -> answer.to(looks.incrementAndGet()));
    }

    /** What the broker does at one look; numbers begin with 1. */
    @FunctionalInterface
    private interface Answer {
        void to(int number) throws ExecutionException;
    }
}
