package io.darkroom.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The published description is what the service says of itself. */
@QuarkusTest
class OpenApiTest {
    private static final Path PUBLISHED = Path.of("..", "docs", "openapi", "ingest-service.yaml");
    private static final Path CURRENT = Path.of("target", "openapi", "ingest-service.yaml");

    @Test
    void thePublishedDescriptionIsCurrent() throws IOException {
        String current =
                given().get("/q/openapi?format=yaml").then().statusCode(200).extract().asString();
        Files.createDirectories(CURRENT.getParent());
        Files.writeString(CURRENT, current);

        assertThat(PUBLISHED)
                .as(
                        "cp ingest-service/%s docs/openapi/ brings it up to date;"
                                + " docs/openapi/README.md says what an endpoint must bring",
                        CURRENT)
                .content()
                .isEqualTo(current);
    }
}
