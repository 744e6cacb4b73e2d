package io.darkroom.api.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/**
 * Every operation of a service's OpenAPI document, walked; docs/openapi/README.md says what is
 * needed. A service's own test extends it and brings its servers, {@link RoleKeys}, and its {@link
 * ApiWorld}.
 */
public abstract class ApiPromises {
    @Inject ApiWorld world;

    private static ApiDocument document() {
        return ApiDocument.read(
                given().get("/q/openapi?format=json").then().statusCode(200).extract().asString());
    }

    @Test
    void theDocumentLintsClean() {
        assertThat(ApiLint.findings(document())).isEmpty();
    }

    @Test
    void everyExampleRuns() {
        assertThat(new ApiWalk(document(), world).examplesThatFail()).isEmpty();
    }

    @Test
    void withoutAKeyEverythingIsClosed() {
        assertThat(new ApiWalk(document(), world).openWithoutAKey()).isEmpty();
    }

    @Test
    void aWrongRoleIsRefusedEverywhere() {
        assertThat(new ApiWalk(document(), world).openToAWrongRole()).isEmpty();
    }

    @Test
    void anotherTenantFindsNothing() {
        assertThat(new ApiWalk(document(), world).openToAnotherTenant()).isEmpty();
    }
}
