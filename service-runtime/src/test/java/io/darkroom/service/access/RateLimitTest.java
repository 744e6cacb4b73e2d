package io.darkroom.service.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.darkroom.service.outbox.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The limit of these tests is 20 requests a second, 400 at once. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RateLimitTest {

    private static Response call(String key) {
        return given().header("Authorization", "Bearer " + key).get("/v1/probe/caller");
    }

    /** As many as it takes; the bucket refills more slowly than anybody empties it. */
    private static Response emptied(String key) {
        return Stream.generate(() -> call(key))
                .limit(20_000)
                .filter(response -> response.statusCode() != 200)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whoAsksTooMuchIsToldWhenToComeBackAndNobodyElse() {
        emptied("flood-key")
                .then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", matchesPattern("[1-9]\\d*"))
                .body("type", equalTo("urn:darkroom:problem:rate-limited"));

        assertThat(call("review-key").statusCode()).isEqualTo(200);
        given().get("/q/health/live").then().statusCode(200);
    }
}
