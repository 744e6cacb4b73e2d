package io.darkroom.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.local.docs.MetricsPage;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/**
 * What this service exposes is on docs/metrics.md, from which dashboards and alerts are written.
 */
@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class MetricsPageTest {
    @Test
    void everySeriesThatIsExposedIsDocumented() {
        String exposed = given().get("/q/metrics").then().statusCode(200).extract().asString();

        assertThat(exposed).contains("darkroom_stage_owed{stage=\"caption\"}", "process_cpu_usage");
        assertThat(MetricsPage.undocumented(exposed))
                .as("run DocsPagesTest in deploy/checks, and copy the page that it writes")
                .isEmpty();
    }
}
