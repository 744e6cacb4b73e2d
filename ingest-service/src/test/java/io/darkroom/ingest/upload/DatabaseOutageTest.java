package io.darkroom.ingest.upload;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.darkroom.ingest.support.Database;
import io.darkroom.ingest.support.Drawn;
import io.darkroom.local.embedded.TestServers;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.S3Config;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What clients see while PostgreSQL is stopped, and once it runs again. */
@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class DatabaseOutageTest {
    @Inject ObjectStore store;
    @Inject S3Config buckets;

    @Test
    void clientsAreToldToComeBackAndAreServedWhenTheyDo() throws Exception {
        var database = StoppedDatabase.stop();
        try {
            unavailable(client().get("/v1/assets").then());
            unavailable(picture().post("/v1/assets").then());
            client().get("/q/health/live").then().statusCode(200);
        } finally {
            database.start();
        }

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> client().get("/v1/assets").statusCode() == 200);
        picture().post("/v1/assets").then().statusCode(202);
    }

    /** It may have been written down all the same, and is looked for by the reconciler. */
    @Test
    void whereTheAnswerToACommitIsLostTheOriginalStays() {
        String key = UUID.randomUUID().toString();
        Database.execute(
                "create function ingest.lost() returns trigger language plpgsql as"
                        + " 'begin perform pg_terminate_backend(pg_backend_pid()); return null;"
                        + " end'");
        Database.execute(
                "create constraint trigger lost after insert on ingest.asset deferrable initially"
                    + " deferred for each row when (new.file_name = 'lost.jpg') execute function"
                    + " ingest.lost()");
        long before = originals();
        try {
            unavailable(lost(key));
        } finally {
            Database.execute("drop function ingest.lost() cascade");
        }
        assertThat(originals()).isEqualTo(before + 1);

        lost(key).statusCode(202);
    }

    private static ValidatableResponse lost(String key) {
        return client().header("Idempotency-Key", key)
                .multiPart("file", "lost.jpg", Drawn.jpeg(64, 64), "image/jpeg")
                .post("/v1/assets")
                .then();
    }

    private long originals() {
        try (var listed = store.list(buckets.originalsBucket(), "")) {
            return listed.count();
        }
    }

    private static void unavailable(ValidatableResponse answer) {
        answer.statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "5")
                .body("type", equalTo("urn:darkroom:problem:unavailable"));
    }

    private static RequestSpecification picture() {
        return client().multiPart("file", "a.jpg", Drawn.jpeg(64, 64), "image/jpeg");
    }

    private static RequestSpecification client() {
        return given().header("Authorization", "Bearer " + TestServers.API_KEY);
    }

    /** The test servers' own, by the command that started it. */
    private record StoppedDatabase(List<String> command) {
        static StoppedDatabase stop() throws IOException {
            Path data = Path.of(Database.text("show data_directory").orElseThrow());
            var command = new ArrayList<String>();
            if (System.getProperty("user.name").equals("root")) {
                // PostgreSQL refuses root; the server's starter helps itself in the same way.
                command.addAll(List.of("unshare", "-U"));
            }
            String words = Files.readString(data.resolve("postmaster.opts")).strip();
            command.addAll(List.of(words.replace("\"", "").split(" ")));
            Path running = data.resolve("postmaster.pid");
            new ProcessBuilder("kill", "-INT", Files.readAllLines(running).getFirst()).start();
            Awaitility.await().until(() -> !Files.exists(running));
            return new StoppedDatabase(command);
        }

        /** Whoever started the other one does not know this one, which ends with the JVM. */
        void start() throws IOException {
            Process server =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(server::destroy));
            Awaitility.await().untilAsserted(() -> assertThat(Database.number("select 1")).isOne());
        }
    }
}
