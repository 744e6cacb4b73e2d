package io.darkroom.moderation.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import io.darkroom.contracts.Json;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.darkroom.moderation.review.Requests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The trail as it lies in the database: it cannot be changed, and where it was, that shows. */
@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class AuditTest {
    private static final String TENANT = "team";

    @Inject DataSource database;
    @Inject AuditTrail trail;

    private static RequestSpecification as(String name) {
        return given().header("Authorization", "Bearer " + name + "-key");
    }

    /** A review with some lines. */
    private static UUID reviewed() {
        var request = Requests.request(UUID.randomUUID(), 2, TENANT, "outpaint");
        Requests.send(request);
        String path = "/v1/reviews/" + request.reviewId();
        await().atMost(Duration.ofSeconds(60)).until(() -> as("eva").get(path).statusCode() == 200);
        return request.reviewId();
    }

    @Test
    void theChainThatTheDatabaseWroteFitsTheOneComputedHere() {
        reviewed();
        as("eva")
                .get("/v1/audit/verification")
                .then()
                .statusCode(200)
                .body("intact", equalTo(true))
                .body("lines", greaterThan(1));
        as("fay").get("/v1/audit/verification").then().statusCode(403);
        as("fay").get("/v1/audit").then().statusCode(403);
    }

    @Test
    void theTrailIsExportedAsLinesOfJsonAndAsCsv() throws Exception {
        UUID review = reviewed();
        var jsonl = as("eva").get("/v1/audit").then().statusCode(200).extract();
        assertThat(jsonl.contentType()).startsWith("application/x-ndjson");
        var chain = new HashChain();
        for (String line : jsonl.asString().lines().toList()) {
            chain.add(Json.mapper().readValue(line, AuditLine.class));
        }
        assertThat(chain.broken()).as("verified from the export alone").isNull();
        assertThat(jsonl.asString()).contains(review.toString());

        as("eva")
                .get("/v1/audit?format=csv")
                .then()
                .statusCode(200)
                .contentType(containsString("text/csv"))
                .body(containsString("seq,tenant,reviewId"))
                .body(containsString(review.toString()));
        as("eva").get("/v1/audit?format=xml").then().statusCode(400);
    }

    @Test
    void aLineCannotBeChangedRemovedOrEmptiedAway() {
        UUID review = reviewed();
        for (String change :
                new String[] {
                    "update moderation.review_history set actor = 'nobody' where review_id = '%s'",
                    "delete from moderation.review_history where review_id = '%s'",
                    "truncate moderation.review_history -- %s"
                }) {
            assertThatThrownBy(() -> run(change.formatted(review)))
                    .isInstanceOf(SQLException.class);
        }
    }

    /** Somebody with every right over the database can switch the trigger off; the chain tells. */
    @Test
    void whatWasChangedNeverthelessShows() throws SQLException {
        UUID review = reviewed();
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("alter table moderation.review_history disable trigger user");
            statement.execute("grant update on moderation.review_history to current_user");
            statement.execute(
                    "update moderation.review_history set actor = 'nobody' where review_id = '"
                            + review
                            + "'");
            var chain = new HashChain();
            try (var rows =
                    statement.executeQuery(
                            "select count(*) from moderation.review_history where actor ="
                                    + " 'nobody'")) {
                rows.next();
                assertThat(rows.getLong(1)).isPositive();
            }
            trail.read(connection, TENANT, 0, chain::add);
            assertThat(chain.broken()).contains("is not as it was written");
            connection.rollback();
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
        assertThat(trail.verify(TENANT).intact()).isTrue();
    }

    private void run(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
