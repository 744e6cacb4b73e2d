package io.darkroom.ingest.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.darkroom.contracts.Asset.State;
import io.darkroom.ingest.AssetSeeds;
import io.darkroom.ingest.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state, every role, every file: nothing goes out that is not published. */
@QuarkusTest
class VariantResourceTest {
    private static final List<String> ROLES =
            List.of("uploader", "reader", "reviewer", "operator", "admin");
    private static final List<String> FILES =
            List.of("original", AssetSeeds.VARIANT, AssetSeeds.WITHHELD, AssetSeeds.DEBUG);

    @Inject AssetSeeds seeds;

    static Stream<Arguments> everyStateAndRole() {
        return Arrays.stream(State.values())
                .flatMap(state -> ROLES.stream().map(role -> Arguments.of(state, role)));
    }

    @ParameterizedTest
    @MethodSource("everyStateAndRole")
    void failsClosed(State state, String role) {
        UUID id = seeds.in(state, TestKeys.TENANT);
        for (String file : FILES) {
            get(id, file, role).statusCode(expected(state, role, file));
        }
    }

    private static int expected(State state, String role, String file) {
        boolean overseer = role.equals("reviewer") || role.equals("admin");
        boolean withheld = file.equals(AssetSeeds.WITHHELD) || file.equals(AssetSeeds.DEBUG);
        if (overseer && state != State.ERASED) {
            return 302;
        }
        if (state == State.PUBLISHED && !withheld) {
            return 302;
        }
        return role.equals("reader") ? 404 : 403;
    }

    @Test
    void theLinkGivesTheBytesWithoutAKey() {
        UUID id = seeds.in(State.PUBLISHED, TestKeys.TENANT);

        String link =
                get(id, AssetSeeds.VARIANT, "reader")
                        .statusCode(302)
                        .header("Cache-Control", containsString("no-store"))
                        .extract()
                        .header("Location");

        byte[] bytes =
                given().urlEncodingEnabled(false)
                        .get(link)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray();
        assertThat(bytes).isEqualTo(AssetSeeds.BYTES);
    }

    @Test
    void pagesGetTheLinkItself() {
        UUID id = seeds.in(State.PUBLISHED, TestKeys.TENANT);

        given().auth()
                .oauth2("reader")
                .accept("application/json")
                .get("/v1/assets/" + id + "/variants/original?width=640")
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("no-store"))
                .body("url", containsString(id.toString()))
                .body("expiresAt", notNullValue());
    }

    @Test
    void problemsSayWhich() {
        UUID waiting = seeds.in(State.IN_REVIEW, TestKeys.TENANT);
        UUID published = seeds.in(State.PUBLISHED, TestKeys.TENANT);

        problem(get(waiting, "original", "uploader"), 403, "asset-not-published");
        problem(get(waiting, "original", "reader"), 404, "asset-not-found");
        problem(get(published, AssetSeeds.WITHHELD, "reader"), 404, "variant-not-found");
        problem(get(published, AssetSeeds.WITHHELD, "operator"), 403, "asset-not-published");
        problem(get(published, "crop-9x9", "admin"), 404, "variant-not-found");
        problem(get(published, "original", TestKeys.STRANGER), 404, "asset-not-found");
        problem(get(published, "original?width=wide", "reader"), 400, "parameter-invalid");
    }

    private static void problem(ValidatableResponse answer, int status, String slug) {
        answer.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:darkroom:problem:" + slug));
    }

    private static ValidatableResponse get(UUID id, String file, String key) {
        return given().auth()
                .oauth2(key)
                .redirects()
                .follow(false)
                .get("/v1/assets/" + id + "/variants/" + file)
                .then();
    }
}
