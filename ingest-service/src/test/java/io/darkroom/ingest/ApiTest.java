package io.darkroom.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.api.testing.ApiDocument;
import io.darkroom.api.testing.ApiLint;
import io.darkroom.api.testing.ApiWalk;
import io.darkroom.api.testing.RoleKeys;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Every endpoint of the OpenAPI document, walked; docs/openapi/README.md says what is needed. */
@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
@QuarkusTestResource(RoleKeys.class)
class ApiTest {
    @Inject ExampleWorld world;

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
