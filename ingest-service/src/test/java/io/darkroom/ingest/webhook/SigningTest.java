package io.darkroom.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SigningTest {
    /** The vector of the specification's own libraries. */
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final long TIMESTAMP = 1614265330;
    private static final String BODY = "{\"test\": 2432232314}";
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    @Test
    void signsAsTheSpecificationDoes() {
        var secret = SigningSecret.of(Base64.getDecoder().decode(SECRET.substring(6)));

        assertThat(secret.sign(ID, TIMESTAMP, BODY.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(SIGNATURE);
        assertThat(secret.text()).isEqualTo(SECRET);
    }

    @Test
    void theVerifierOfTheseTestsKnowsTheVectorAndEveryWayToBreakIt() {
        var then = Instant.ofEpochSecond(TIMESTAMP);
        String time = Long.toString(TIMESTAMP);

        assertThat(StandardWebhooks.verifies(SECRET, ID, time, SIGNATURE, BODY, then)).isTrue();
        assertThat(StandardWebhooks.verifies(SECRET, ID, time, "v1,AAAA " + SIGNATURE, BODY, then))
                .isTrue();
        assertThat(StandardWebhooks.verifies(SECRET, ID, time, SIGNATURE, BODY + " ", then))
                .isFalse();
        assertThat(StandardWebhooks.verifies(SECRET, "msg_x", time, SIGNATURE, BODY, then))
                .isFalse();
        assertThat(
                        StandardWebhooks.verifies(
                                SECRET, ID, time, SIGNATURE, BODY, then.plusSeconds(301)))
                .isFalse();
    }

    @Test
    void aSecretIsRandomAndItsWordsAreNotInItsToString() {
        var secret = SigningSecret.random();

        assertThat(secret).isNotEqualTo(SigningSecret.random());
        assertThat(secret.bytes()).hasSize(32);
        assertThat(secret.toString()).doesNotContain(secret.text().substring(6));
    }

    @Test
    void sealedSecretsOpenUnderTheirKeyForTheirEndpointOnly() {
        var seal = new SecretSeal(Optional.of(KEY));
        var endpoint = UUID.randomUUID();
        var secret = SigningSecret.random();

        byte[] stored = seal.seal(endpoint, secret);

        assertThat(seal.open(endpoint, stored)).isEqualTo(secret);
        assertThat(new String(stored, StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(secret.bytes(), StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> seal.open(UUID.randomUUID(), stored))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new SecretSeal(Optional.empty()).open(endpoint, stored))
                .hasMessageContaining("darkroom.webhooks.sealing-key");
    }

    @Test
    void whatWasStoredWithoutAKeyOpensOnceThereIsOne() {
        var endpoint = UUID.randomUUID();
        var secret = SigningSecret.random();

        byte[] stored = new SecretSeal(Optional.empty()).seal(endpoint, secret);

        assertThat(new SecretSeal(Optional.of(KEY)).open(endpoint, stored)).isEqualTo(secret);
    }

    @Test
    void aKeyOfAnotherLengthIsRefusedAtOnce() {
        assertThatThrownBy(() -> new SecretSeal(Optional.of("c2hvcnQ=")))
                .hasMessageContaining("32 bytes");
    }
}
