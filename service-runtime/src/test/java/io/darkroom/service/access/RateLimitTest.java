package io.darkroom.service.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.Json;
import io.darkroom.service.outbox.TestDatabase;
import io.darkroom.service.problem.Problem;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** The limit of these tests is 20 requests a second, 400 at once. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RateLimitTest {

    /** As many calls as it takes; the bucket refills more slowly than anybody empties it. */
    private static HttpResponse<String> refused(String key)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(
                                URI.create("http://localhost:" + RestAssured.port)
                                        .resolve("/v1/probe/caller"))
                        .header("Authorization", "Bearer " + key)
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            for (int calls = 0; calls < 20_000; calls++) {
                var answer = http.send(request, BodyHandlers.ofString());
                if (answer.statusCode() != 200) {
                    return answer;
                }
            }
        }
        throw new AssertionError("There is no limit");
    }

    @Test
    void whoAsksTooMuchIsToldWhenToComeBackAndNobodyElse() throws Exception {
        var answer = refused("flood-key");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith(Problem.MEDIA_TYPE));
        assertThat(answer.headers().firstValue("Retry-After"))
                .hasValueSatisfying(seconds -> assertThat(seconds).matches("[1-9]\\d*"));
        assertThat(Json.mapper().readTree(answer.body()).path("type").asText())
                .isEqualTo("urn:darkroom:problem:rate-limited");
        given().header("Authorization", "Bearer review-key")
                .get("/v1/probe/caller")
                .then()
                .statusCode(200);
        given().get("/q/health/live").then().statusCode(200);
    }
}
