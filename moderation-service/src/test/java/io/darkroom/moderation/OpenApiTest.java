package io.darkroom.moderation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The published description is what the service says of itself, and the desk is there. */
@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class OpenApiTest {
    private static final Path PUBLISHED =
            Path.of("..", "docs", "openapi", "moderation-service.yaml");
    private static final Path CURRENT = Path.of("target", "openapi", "moderation-service.yaml");

    @Test
    void thePublishedDescriptionIsCurrent() throws IOException {
        String current =
                given().get("/q/openapi?format=yaml").then().statusCode(200).extract().asString();
        Files.createDirectories(CURRENT.getParent());
        Files.writeString(CURRENT, current);

        assertThat(PUBLISHED)
                .as(
                        "cp moderation-service/%s docs/openapi/ brings it up to date;"
                                + " docs/openapi/README.md says what an endpoint must bring",
                        CURRENT)
                .content()
                .isEqualTo(current);
    }

    @Test
    void theDeskNeedsNoKeyToShowItsSignIn() {
        String page = given().get("/").then().statusCode(200).extract().asString();
        assertThat(page).contains("<dk-app>");
        var script = Pattern.compile("src=\"(/[^\"]+\\.js)\"").matcher(page);
        assertThat(script.find()).as("a bundled script in " + page).isTrue();
        given().get(script.group(1))
                .then()
                .statusCode(200)
                .contentType(containsString("javascript"))
                .body(containsString("API key of a reviewer"));
        given().get("/q/health/ready").then().statusCode(200);
    }
}
