package io.darkroom.service.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.service.problem.ProblemException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nobody is let in by a key that nobody can vouch for. */
class KeyTopicFaultTest {
    @Test
    void withoutABrokerNoKeyIsKnown() {
        Map<String, Object> nowhere = Map.of("bootstrap.servers", "localhost:1");
        try (var topic = new KeyTopic(nowhere, Duration.ofMinutes(1))) {
            assertThat(topic.isCurrent()).isFalse();
            assertThatThrownBy(() -> topic.find("k7m2qx4vbn3tzaue").await().indefinitely())
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem().status()).isEqualTo(503));
        }
    }
}
