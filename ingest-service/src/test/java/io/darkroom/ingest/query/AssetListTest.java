package io.darkroom.ingest.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.darkroom.contracts.Asset.State;
import io.darkroom.ingest.AssetSeeds;
import io.darkroom.ingest.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class AssetListTest {
    @Inject AssetSeeds seeds;

    @Test
    void pagesNeitherRepeatNorHideWhileAssetsArrive() {
        String externalId = "paging-" + UUID.randomUUID();
        List<String> before = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            before.addFirst(seeds.published(TestKeys.LIST_TENANT, externalId).toString());
        }

        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            JsonPath page = page(externalId, cursor);
            seen.addAll(page.getList("items.id", String.class));
            cursor = page.getString("next");
            seeds.published(TestKeys.LIST_TENANT, externalId);
        } while (cursor != null);

        assertThat(seen).containsExactlyElementsOf(before);
    }

    @Test
    void theLastPageHasNoNext() {
        String externalId = "last-" + UUID.randomUUID();
        seeds.published(TestKeys.LIST_TENANT, externalId);

        list("externalId=" + externalId + "&limit=1").body("next", nullValue());
    }

    @Test
    void filtersNarrow() {
        String wanted =
                seeds.published(TestKeys.LIST_TENANT, "filter-a", "Dog", "green meadow").toString();
        String other = seeds.published(TestKeys.LIST_TENANT, "filter-b", "cat").toString();

        list("tag=dog").body("items.id", hasItem(wanted)).body("items.id", not(hasItem(other)));
        list("q=meadow green").body("items.id", hasItem(wanted));
        list("q=meadow cat").body("items.id", empty());
        list("externalId=filter-b").body("items.id", equalTo(List.of(other)));
        list("externalId=filter-b' OR true --").body("items.id", empty());
    }

    @Test
    void timesNarrow() {
        String externalId = "times-" + UUID.randomUUID();
        String first = seeds.published(TestKeys.LIST_TENANT, externalId).toString();
        String between = list("externalId=" + externalId).extract().path("items[0].createdAt");
        String second = seeds.published(TestKeys.LIST_TENANT, externalId).toString();
        String until = Instant.parse(between).plusNanos(1_000).toString();

        list("externalId=%s&createdBefore=%s".formatted(externalId, until))
                .body("items.id", equalTo(List.of(first)));
        list("externalId=%s&createdAfter=%s".formatted(externalId, until))
                .body("items.id", equalTo(List.of(second)));
        list("externalId=%s&createdBefore=%s".formatted(externalId, between))
                .body("items.id", empty());
    }

    @Test
    void readersSeeOnlyWhatIsPublished() {
        String waiting = seeds.in(State.IN_REVIEW, TestKeys.LIST_TENANT).toString();

        list("state=IN_REVIEW").body("items.id", hasItem(waiting));
        as(TestKeys.LIST_READER, "limit=200").body("items.state", everyItem(equalTo("PUBLISHED")));
        as(TestKeys.LIST_READER, "state=IN_REVIEW").body("items", empty());
    }

    @Test
    void otherTenantsSeeNothingOfIt() {
        seeds.published(TestKeys.LIST_TENANT, "mine");
        as(TestKeys.STRANGER, "externalId=mine").body("items", empty());
    }

    @ParameterizedTest
    @CsvSource({
        "cursor=nonsense, cursor",
        "limit=0, limit",
        "limit=201, limit",
        "limit=many, limit",
        "state=SLEEPING, state",
        "createdAfter=yesterday, createdAfter",
        "createdBefore=2026-13-01T00:00:00Z, createdBefore"
    })
    void wrongParametersAreNamed(String query, String parameter) {
        given().auth()
                .oauth2(TestKeys.LISTER)
                .get("/v1/assets?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:darkroom:problem:parameter-invalid"))
                .body("errors[0].parameter", equalTo(parameter));
    }

    private static JsonPath page(String externalId, @Nullable String cursor) {
        String more = cursor == null ? "" : "&cursor=" + cursor;
        return list("limit=3&externalId=" + externalId + more).extract().jsonPath();
    }

    private static ValidatableResponse list(String query) {
        return as(TestKeys.LISTER, query);
    }

    private static ValidatableResponse as(String key, String query) {
        return given().auth().oauth2(key).get("/v1/assets?" + query).then().statusCode(200);
    }
}
