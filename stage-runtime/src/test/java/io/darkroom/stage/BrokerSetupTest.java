package io.darkroom.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.contracts.Stage;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BrokerSetupTest {
    private static final Map<String, Object> NOWHERE = Map.of("bootstrap.servers", "localhost:1");

    private final AtomicBoolean interrupted = new AtomicBoolean();

    /** Its service would be killed by then, with what it has in hand. */
    @Test
    void whoeverStopsItDoesNotWaitForABrokerThatIsAway() throws InterruptedException {
        Thread starting = Thread.ofVirtual().start(this::apply);
        await().until(() -> starting.getState() == Thread.State.WAITING);

        starting.interrupt();

        assertThat(starting.join(Duration.ofSeconds(20))).isTrue();
        assertThat(interrupted).isTrue();
    }

    @SuppressWarnings("NullAway") // It does not come as far as to what it would configure.
    private void apply() {
        var setup = new BrokerSetup(new KafkaClients(NOWHERE), null, new Canary(Optional.empty()));
        try {
            setup.apply(Set.of(Stage.CAPTION), Subscription.SHARE);
        } catch (InterruptedException _) {
            interrupted.set(true);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A broker that is away refused something", e);
        }
    }
}
