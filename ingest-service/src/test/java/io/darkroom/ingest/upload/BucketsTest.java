package io.darkroom.ingest.upload;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.darkroom.storage.S3Config;
import io.darkroom.storage.S3ObjectStore;
import io.darkroom.storage.S3Settings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class BucketsTest {
    @Inject S3Config config;

    @Test
    void theServiceIsReadyOnceTheBucketsAreThere() {
        Awaitility.await()
                .untilAsserted(() ->
                        given().get("/q/health/ready")
                                .then()
                                .body(
                                        "checks.find {it.name == 'object-store'}.status",
                                        equalTo("UP")));
    }

    @Test
    void aStoreThatCannotBeReachedIsNamedAsTheReason() {
        var nowhere = S3Settings.of(URI.create("http://127.0.0.1:1"), "key", "secret-of-the-test");
        try (var store = new S3ObjectStore(nowhere)) {
            var buckets = new Buckets(store, config);

            buckets.ensure();

            assertThat(buckets.call().getStatus()).isEqualTo(Status.DOWN);
            assertThat(String.valueOf(buckets.call().getData().orElseThrow().get("problem")))
                    .contains(
                            "could not be reached",
                            config.originalsBucket(),
                            "darkroom.s3.endpoint")
                    .doesNotContain("secret-of-the-test");
        }
    }
}
