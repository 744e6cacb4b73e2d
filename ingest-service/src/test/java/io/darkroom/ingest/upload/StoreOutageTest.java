package io.darkroom.ingest.upload;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.darkroom.ingest.support.Database;
import io.darkroom.ingest.support.Drawn;
import io.darkroom.local.embedded.TestServers;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.S3ObjectStore;
import io.darkroom.storage.S3Settings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Uploads while nobody listens where the object store was. */
@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class StoreOutageTest {
    private static final URI NOBODY = URI.create("http://localhost:1");

    @BeforeEach
    void storeGoesAway() {
        QuarkusMock.installMockForType(
                new S3ObjectStore(S3Settings.of(NOBODY, "key", "secret")), ObjectStore.class);
    }

    @Test
    void anUploadIsToldToComeBackAndLeavesNothing() {
        long before = Database.number("select count(*) from ingest.asset");
        String key = UUID.randomUUID().toString();

        given().header("Authorization", "Bearer " + TestServers.API_KEY)
                .header("Idempotency-Key", key)
                .multiPart("file", "a.jpg", Drawn.jpeg(64, 64), "image/jpeg")
                .post("/v1/assets")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "5")
                .body("type", equalTo("urn:darkroom:problem:unavailable"));

        assertThat(Database.number("select count(*) from ingest.asset")).isEqualTo(before);
        assertThat(
                        Database.number(
                                "select count(*) from ingest.idempotency where key = '"
                                        + key
                                        + "' and locked_until > now()"))
                .as("the key is free for the repeat")
                .isZero();
    }
}
