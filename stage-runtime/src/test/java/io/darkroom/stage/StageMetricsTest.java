package io.darkroom.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.Stage;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a stage shows of its work. */
@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class StageMetricsTest {
    private static final Stage STAGE = Stage.AUTO_TAG;

    @Inject Driver driver;
    @Inject MeterRegistry meters;

    @Test
    void showsItsMetrics() {
        AssetUploaded asset = driver.asset(STAGE);

        driver.send(asset, Map.of());

        driver.awaitReports(asset.assetId(), 1);
        for (String step : List.of("fetch", "work", "store", "report")) {
            assertThat(
                            meters.get("darkroom.stage.duration")
                                    .tags("stage", STAGE.id(), "step", step)
                                    .timer()
                                    .count())
                    .isPositive();
        }
        assertThat(meters.get("darkroom.stage.deliveries").tag("stage", STAGE.id()).summary().max())
                .isGreaterThanOrEqualTo(1);
        assertThat(
                        meters.get("darkroom.stage.outcomes")
                                .tags("stage", STAGE.id(), "outcome", "succeeded")
                                .counter()
                                .count())
                .isPositive();
        assertThat(meters.get("darkroom.stage.in.flight").tag("stage", STAGE.id()).gauge().value())
                .isNotNegative();
    }
}
