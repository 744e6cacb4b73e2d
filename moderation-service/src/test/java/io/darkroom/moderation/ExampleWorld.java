package io.darkroom.moderation;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.darkroom.api.testing.ApiOperation;
import io.darkroom.api.testing.ApiWorld;
import io.darkroom.api.testing.RoleKeys;
import io.darkroom.contracts.ReviewRequested;
import io.darkroom.moderation.review.Requests;
import io.darkroom.service.access.Role;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** What the examples of the OpenAPI document speak of: a review that waits, or one just decided. */
@ApplicationScoped
class ExampleWorld implements ApiWorld {
    private static final long REVISION = 2;

    @Override
    public Map<String, String> prepare(ApiOperation operation) {
        return switch (operation.id()) {
            case "undoDecision" -> Map.of("id", decided().toString());
            case "getReviewHistory", "getReview" -> Map.of("id", waiting().toString());
            case "decideReviews" -> Map.of("/decisions/0/reviewId", "\"" + waiting() + "\"");
            case "exportAudit" -> {
                var _ = waiting();
                yield Map.of();
            }
            default -> Map.of();
        };
    }

    /** Nothing is uploaded here. */
    @Override
    public byte[] picture() {
        return new byte[0];
    }

    private static RequestSpecification reviewer() {
        return given().auth().oauth2(RoleKeys.with(Role.Id.REVIEWER));
    }

    private static UUID waiting() {
        ReviewRequested request =
                Requests.request(UUID.randomUUID(), REVISION, RoleKeys.TENANT, "sample");
        Requests.send(request);
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        reviewer()
                                        .get("/v1/reviews/" + request.reviewId() + "/history")
                                        .statusCode()
                                == 200);
        return request.reviewId();
    }

    private static UUID decided() {
        UUID review = waiting();
        reviewer()
                .contentType("application/json")
                .body(
                        "{\"decisions\":[{\"reviewId\":\"%s\",\"revision\":%d,\"verdict\":\"APPROVE\"}]}"
                                .formatted(review, REVISION))
                .post("/v1/reviews/decisions")
                .then()
                .statusCode(200);
        return review;
    }
}
