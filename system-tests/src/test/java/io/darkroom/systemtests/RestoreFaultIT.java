package io.darkroom.systemtests;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.contracts.Asset;
import io.darkroom.local.embedded.Servers;
import io.darkroom.local.embedded.ServiceSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What docs/backup.md says: the database is backed up while Darkroom works, the buckets after it,
 * Kafka not at all; everything is lost; a new Darkroom on a new Kafka goes on where the backup was.
 */
@Tag("long")
class RestoreFaultIT {
    private static final String KEY = "restore-key";
    private static final String PAUSED = "{\"reason\": \"the disk is being exchanged\"}";

    @TempDir Path folder;

    /** What was there when the backup was taken, and what came too late for it. */
    private record Before(
            UUID published, UUID inReview, UUID owed, UUID tooLate, String reviewersKey) {}

    @Test
    void aRestoredDarkroomGoesOnWhereTheBackupWas() throws Exception {
        Path lost = folder.resolve("lost");
        Path restored = folder.resolve("restored");
        Before before = live(lost, restored);

        try (var servers = servers(restored);
                var darkroom =
                        new Services(settings(servers), "caption-service", "transform-service")) {
            var backend = new Backend(darkroom.addresses());

            assertThat(backend.asset(before.published()).state()).isEqualTo(Asset.State.PUBLISHED);
            assertThat(backend.ingest().get("/v1/assets/" + before.tooLate()).statusCode())
                    .as("it came after the backup")
                    .isEqualTo(404);
            publishes(backend, before.owed(), "the sweeper sends out what is owed");
            var decision = backend.decide(backend.review(before.inReview()), "APPROVE", List.of());
            assertThat(decision.path("status").asText()).isEqualTo("ACCEPTED");
            publishes(backend, before.inReview(), "the queue is as it was");
            publishesAgain(backend, before.published());
            standingWordsHold(darkroom, before);
            outboxIsEmpty(servers);
        }
    }

    /** Runs a Darkroom until its backup is taken, and loses it. */
    private Before live(Path lost, Path restored) throws SQLException, IOException {
        try (var servers = servers(lost);
                var darkroom = new Services(settings(servers), "caption-service")) {
            var backend = new Backend(darkroom.addresses());
            String reviewer =
                    backend.ingest()
                            .contentType("application/json")
                            .body("{\"name\": \"anna\", \"roles\": [\"reviewer\"]}")
                            .post("/v1/api-keys")
                            .then()
                            .statusCode(201)
                            .extract()
                            .path("key");
            backend.ingest()
                    .contentType("application/json")
                    .body(PAUSED)
                    .put("/v1/stages/outpaint/pause")
                    .then()
                    .statusCode(200);
            UUID published =
                    backend.upload(
                            "a.jpg", Pictures.jpeg(640, 480, 71), request("caption", "skip"));
            UUID inReview =
                    backend.upload(
                            "b.jpg", Pictures.jpeg(640, 480, 72), request("caption", "required"));
            // Nobody runs this stage yet.
            UUID owed =
                    backend.upload(
                            "c.jpg", Pictures.jpeg(640, 480, 73), request("smart-crop", "skip"));
            assertThat(backend.settled(List.of(published, inReview), Duration.ofMinutes(1)))
                    .extracting(Asset::state)
                    .containsExactly(Asset.State.PUBLISHED, Asset.State.IN_REVIEW);
            backend.review(inReview);

            DatabaseBackup.take(
                    servers.postgres(), lost.resolve("postgres"), restored.resolve("postgres"));
            UUID tooLate =
                    backend.upload(
                            "d.jpg", Pictures.jpeg(640, 480, 74), request("caption", "skip"));
            DatabaseBackup.copy(lost.resolve("s3"), restored.resolve("s3"), _ -> true);
            return new Before(published, inReview, owed, tooLate, reviewer);
        }
    }

    private static void publishes(Backend backend, UUID asset, String why) {
        await(why)
                .atMost(Duration.ofMinutes(1))
                .until(() -> backend.asset(asset).state() == Asset.State.PUBLISHED);
    }

    /**
     * The new topic lacks what was published before; a re-run, which reads the original, tells it.
     */
    private static void publishesAgain(Backend backend, UUID asset) {
        long before = backend.asset(asset).revision();
        backend.ingest()
                .post("/v1/assets/" + asset + "/stages/caption/runs")
                .then()
                .statusCode(202);
        await("published again")
                .atMost(Duration.ofMinutes(1))
                .until(() ->
                        backend.asset(asset).state() == Asset.State.PUBLISHED
                                && backend.asset(asset).revision() > before
                                && backend.asset(asset).stages().stream()
                                        .allMatch(s -> s.endedAt() != null));
    }

    /** Keys and pauses, which others know from topics that the new Kafka does not have. */
    private static void standingWordsHold(Services darkroom, Before before) {
        await("moderation-service knows the key")
                .atMost(Duration.ofSeconds(40))
                .until(() ->
                        given().baseUri(darkroom.addresses().moderation().toString())
                                        .auth()
                                        .oauth2(before.reviewersKey())
                                        .get("/v1/reviews")
                                        .statusCode()
                                == 200);
        await("the stage is paused on its instance, too")
                .atMost(Duration.ofSeconds(40))
                .until(() ->
                        darkroom.get("transform-service", "/q/health/ready").contains("paused by"));
    }

    private static void outboxIsEmpty(Servers servers) {
        await("outbox")
                .atMost(Duration.ofSeconds(20))
                .until(() -> count(servers, "ingest.outbox") == 0);
        await("outbox")
                .atMost(Duration.ofSeconds(20))
                .until(() -> count(servers, "moderation.outbox") == 0);
    }

    private static long count(Servers servers, String table) throws SQLException {
        var postgres = servers.postgres();
        try (var connection =
                        DriverManager.getConnection(
                                postgres.jdbcUrl(), postgres.user(), postgres.password());
                var result =
                        connection
                                .createStatement()
                                .executeQuery("select count(*) from " + table)) {
            result.next();
            return result.getLong(1);
        }
    }

    private static Servers servers(Path state) {
        return Servers.start(state, Servers.Ports.FREE, "test", "s3-secret-of-the-test");
    }

    private static Map<String, String> settings(Servers servers) {
        var settings = new HashMap<>(ServiceSettings.of(servers));
        settings.putAll(ServiceSettings.accessKey("test", ServiceSettings.hash(KEY)));
        settings.put("darkroom.stages-deadline", "15s");
        settings.put("darkroom.sweep.every", "2s");
        settings.put("darkroom.review.undo-grace", "1s");
        return settings;
    }

    private static String request(String stage, String moderation) {
        return "{\"stages\": [\"%s\"], \"moderation\": \"%s\"}".formatted(stage, moderation);
    }

    /** The services with an API, and some stages. */
    private static final class Services implements AutoCloseable {
        private final Map<String, SingleService> running = new HashMap<>();

        Services(Map<String, String> settings, String... stages) {
            var modules = new ArrayList<>(List.of("ingest-service", "moderation-service"));
            modules.addAll(List.of(stages));
            modules.forEach(module -> running.put(module, SingleService.start(module, settings)));
            running.values().forEach(SingleService::awaitReady);
        }

        Addresses addresses() {
            return new SingleDarkroom(one("ingest-service"), one("moderation-service"), KEY);
        }

        String get(String module, String path) {
            return one(module).get(path).asString();
        }

        private SingleService one(String module) {
            return Objects.requireNonNull(running.get(module), module);
        }

        @Override
        public void close() {
            running.values().parallelStream().forEach(SingleService::close);
        }
    }
}
