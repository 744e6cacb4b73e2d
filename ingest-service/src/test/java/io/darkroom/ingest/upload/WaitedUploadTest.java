package io.darkroom.ingest.upload;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageFinished;
import io.darkroom.ingest.support.Drawn;
import io.darkroom.ingest.support.Reports;
import io.darkroom.ingest.support.Wire;
import io.darkroom.local.embedded.TestServers;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Uploads that wait for a stage, with a stand-in for the stage. */
@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class WaitedUploadTest {
    private static final byte[] PICTURE = Drawn.jpeg(320, 240);

    @Test
    void aWaitEndsWithTheStageAndTheAnswerHoldsItsResult() {
        uploadAndWait(Reports::succeeded)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("captions.alt", contains("A blue table"))
                .body("stages.status", contains("SUCCEEDED", "PENDING"))
                .body("state", equalTo("ENRICHING"));
    }

    @Test
    void aStageThatFailsEndsTheWaitToo() {
        uploadAndWait(Reports::failed)
                .then()
                .statusCode(200)
                .body("stages.status", contains("FAILED", "PENDING"));
    }

    private static Response uploadAndWait(BiFunction<UUID, Stage, StageFinished> stage) {
        String externalId = UUID.randomUUID().toString();
        var answer =
                CompletableFuture.supplyAsync(() ->
                        caller().queryParam("wait", "caption")
                                .queryParam("timeout", "30s")
                                .multiPart("file", "a.jpg", PICTURE, "image/jpeg")
                                .multiPart(
                                        "request",
                                        "{\"externalId\": \"%s\", \"stages\": [\"caption\", \"auto-tag\"]}"
                                                .formatted(externalId),
                                        "application/json")
                                .post("/v1/assets"));
        Wire.send(stage.apply(idOf(externalId), Stage.CAPTION));
        return answer.join();
    }

    private static UUID idOf(String externalId) {
        String id =
                Awaitility.await()
                        .until(
                                () ->
                                        caller().queryParam("externalId", externalId)
                                                .get("/v1/assets")
                                                .path("items[0].id"),
                                found -> found != null);
        return UUID.fromString(id);
    }

    private static RequestSpecification caller() {
        return given().header("Authorization", "Bearer " + TestServers.API_KEY);
    }
}
