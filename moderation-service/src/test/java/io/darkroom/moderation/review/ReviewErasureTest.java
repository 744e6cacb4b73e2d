package io.darkroom.moderation.review;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.darkroom.contracts.Topics;
import io.darkroom.local.embedded.TestServers;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class ReviewErasureTest {
    @Test
    void anErasedAssetLeavesTheQueueWithItsRecord() {
        UUID asset = UUID.randomUUID();
        Requests.send(Requests.request(asset, 2, "default", "requested"));
        Requests.send(Requests.request(asset, 3, "default", "requested"));
        await().until(() -> assets().contains(asset.toString()));

        Requests.send(Topics.REVIEW_REQUESTED, asset.toString(), Map.of(), null);

        await().until(() -> !assets().contains(asset.toString()));
    }

    private static List<String> assets() {
        return given().auth()
                .oauth2(TestServers.API_KEY)
                .get("/v1/reviews?limit=200")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.assetId");
    }
}
