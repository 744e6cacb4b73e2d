package io.darkroom.api.testing;

import io.quarkus.test.junit.callback.QuarkusTestBeforeClassCallback;
import java.time.Duration;
import org.awaitility.Awaitility;

/**
 * Whoever waits looks at once, and not after a tenth of a second first: most of what tests wait for
 * is there, and they wait some thousand times.
 */
public final class LooksAtOnce implements QuarkusTestBeforeClassCallback {
    @Override
    public void beforeClass(Class<?> testClass) {
        Awaitility.setDefaultPollDelay(Duration.ZERO);
    }
}
