package io.darkroom.moderation.review;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.darkroom.contracts.ReviewRequested;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The review API as its clients call it. */
final class ReviewApi {
    private ReviewApi() {}

    static RequestSpecification as(String name) {
        return given().header("Authorization", "Bearer " + name + "-key");
    }

    static RequestSpecification json(String name, String body) {
        return as(name).contentType("application/json").body(body);
    }

    /** A new item in the queue. */
    static ReviewRequested queued(String... reasons) {
        return queued(UUID.randomUUID(), 2, reasons);
    }

    static ReviewRequested queued(UUID asset, long revision, String... reasons) {
        var request = Requests.request(asset, revision, "default", reasons);
        Requests.send(request);
        await().until(() -> history(request.reviewId()).statusCode() == 200);
        return request;
    }

    static Response history(UUID review) {
        return as("anna").get("/v1/reviews/" + review + "/history");
    }

    static String decision(UUID review, long revision, String verdict) {
        return "{\"reviewId\":\"%s\",\"revision\":%d,\"verdict\":\"%s\"}"
                .formatted(review, revision, verdict);
    }

    static ValidatableResponse decide(String name, String... decisions) {
        return json(name, "{\"decisions\":[" + String.join(",", decisions) + "]}")
                .post("/v1/reviews/decisions")
                .then()
                .statusCode(200);
    }

    static String state(ReviewRequested request) {
        return as("anna").get("/v1/reviews/" + request.reviewId()).path("state");
    }

    /** Every item of every page. */
    static List<Map<String, Object>> all() {
        var items = new ArrayList<Map<String, Object>>();
        String cursor = "";
        while (cursor != null) {
            var page =
                    as("anna")
                            .get("/v1/reviews?limit=7&cursor=" + cursor)
                            .then()
                            .statusCode(200)
                            .extract()
                            .jsonPath();
            items.addAll(page.getList("items"));
            cursor = page.getString("next");
        }
        return items;
    }
}
