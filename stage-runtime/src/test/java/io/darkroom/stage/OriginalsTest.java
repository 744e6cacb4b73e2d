package io.darkroom.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.darkroom.storage.ObjectStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.Test;

/** Originals that are not as announced, and a store that is away. */
@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class OriginalsTest {
    private static final Stage STAGE = Stage.AUTO_TAG;

    @Inject Driver driver;
    @Inject Toys toys;
    @Inject ObjectStore store;
    @Inject FlakyStore flaky;
    @Inject @Readiness StageHealth health;

    @Test
    void anOriginalThatIsGoneFails() {
        AssetUploaded asset = driver.asset(STAGE);
        store.delete(asset.original());

        driver.send(asset, Map.of());

        var failed =
                (StageOutcome.Failed) driver.awaitReports(asset.assetId(), 1).getFirst().outcome();
        assertThat(failed.error().type()).endsWith(":original-missing");
    }

    @Test
    void anOriginalThatWasChangedFails() {
        AssetUploaded asset = driver.asset(STAGE);
        store.put(asset.original(), new byte[1], "image/png");

        driver.send(asset, Map.of());

        var failed =
                (StageOutcome.Failed) driver.awaitReports(asset.assetId(), 1).getFirst().outcome();
        assertThat(failed.error().type()).endsWith(":original-changed");
        assertThat(toys.runs(asset.assetId())).isZero();
    }

    @Test
    void anOutageOfTheStorePausesTheStageAndBurnsNoAttempt() {
        AssetUploaded asset = driver.asset(STAGE);
        await().until(() -> status() == HealthCheckResponse.Status.UP);

        flaky.setAway(true);
        driver.send(asset, Map.of());
        await().until(() -> status() == HealthCheckResponse.Status.DOWN);
        flaky.setAway(false);

        assertThat(driver.awaitReports(asset.assetId(), 1).getFirst().attempts()).isEqualTo(1);
        await().until(() -> status() == HealthCheckResponse.Status.UP);
    }

    private HealthCheckResponse.Status status() {
        return health.call().getStatus();
    }
}
