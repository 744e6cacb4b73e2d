package io.darkroom.moderation.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.contracts.AccessKey;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.Topics;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.darkroom.moderation.review.Requests;
import io.darkroom.service.access.KeyText;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Keys that another service owns, as their topic tells of them. */
@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class CreatedKeyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static int status(KeyText key) {
        return given().auth().oauth2(key.text()).get("/v1/reviews?limit=1").statusCode();
    }

    private static void tell(KeyText key, String role, @Nullable Instant revokedAt) {
        var word =
                new AccessKey(
                        key.id(),
                        key.hash(),
                        "desk",
                        "elsewhere",
                        List.of(role),
                        Instant.now(),
                        null,
                        revokedAt);
        var event =
                new CloudEvent<>(
                        UUID.randomUUID().toString(),
                        "/darkroom/ingest-service",
                        AccessKey.TYPE,
                        Instant.now(),
                        key.id(),
                        word);
        Requests.send(Topics.ACCESS_KEYS, key.id(), event.headers(), event.value());
    }

    private static KeyText opening() {
        KeyText key = KeyText.draw();
        tell(key, "reviewer", null);
        await().atMost(PATIENCE).until(() -> status(key) == 200);
        return key;
    }

    @Test
    void aKeyThatWasCreatedElsewhereOpensThisServiceToo() {
        assertThat(status(opening())).isEqualTo(200);
    }

    @Test
    void aRevokedKeyOpensNothingWithinSeconds() {
        KeyText key = opening();

        tell(key, "reviewer", Instant.now());

        await().atMost(PATIENCE).until(() -> status(key) == 401);
    }

    @Test
    void aKeyWithAnotherRoleIsKnownAndRefused() {
        KeyText key = KeyText.draw();

        tell(key, "uploader", null);

        await().atMost(PATIENCE).until(() -> status(key) == 403);
    }

    @Test
    void aWordThatCannotBeReadClosesItsKey() {
        KeyText key = opening();

        Requests.send(
                Topics.ACCESS_KEYS,
                key.id(),
                Map.of(),
                "nonsense".getBytes(StandardCharsets.UTF_8));

        await().atMost(PATIENCE).until(() -> status(key) == 401);
    }

    @Test
    void aKeyThatNobodyToldOfOpensNothing() {
        opening();

        assertThat(status(KeyText.draw())).isEqualTo(401);
    }
}
