package io.darkroom.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.Failure;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageControl;
import io.darkroom.contracts.StageFinished;
import io.darkroom.contracts.StageInstance.Load;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The same toys behind a consumer group, for clusters without share groups. */
@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
@TestProfile(ClassicSubscriptionTest.Classic.class)
class ClassicSubscriptionTest {
    private static final Stage STAGE = Stage.AUTO_TAG;
    private static final Failure FAILURE = Failure.of("toy-broken", "The toy broke", null);

    /** Switches the subscription, and nothing else. */
    public static class Classic implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("darkroom.subscription", "classic");
        }
    }

    @Inject Driver driver;
    @Inject Toys toys;
    @Inject StageReporter own;

    @Test
    void storesAndReportsSuccesses() {
        List<AssetUploaded> assets =
                java.util.stream.Stream.generate(() -> driver.asset(STAGE, Stage.SMART_CROP))
                        .limit(10)
                        .toList();

        assets.forEach(asset -> driver.send(asset, Map.of()));

        assertThat(assets)
                .allSatisfy(asset ->
                        assertThat(driver.awaitReports(asset.assetId(), 2))
                                .hasSize(2)
                                .extracting(StageFinished::outcome)
                                .hasOnlyElementsOfType(StageOutcome.Succeeded.class));
    }

    @Test
    void aPauseTakesNoRecordsAndLosesNone() {
        say(true);
        await().until(() -> driver.load(own.instance(), STAGE).filter(Load::paused).isPresent());
        AssetUploaded waiting = driver.asset(STAGE);
        AssetUploaded witness = driver.asset(Stage.SMART_CROP);

        driver.send(waiting, Map.of());
        driver.send(witness, Map.of());

        driver.awaitReports(witness.assetId(), 1);
        assertThat(driver.reports(waiting.assetId())).isEmpty();
        say(false);
        assertThat(driver.awaitReports(waiting.assetId(), 1))
                .singleElement()
                .returns(1, StageFinished::attempts);
    }

    private void say(boolean paused) {
        driver.control(new StageControl(STAGE, paused, null, "mara", null, Instant.now()));
    }

    @Test
    void countsDeliveriesItselfAndGivesUpAtTheLimit() {
        AssetUploaded poison = driver.asset(STAGE);
        toys.behave(
                poison.assetId(),
                (_, _) -> {
                    throw new TransientStageException(FAILURE);
                });

        driver.send(poison, Map.of());

        assertThat(driver.awaitReports(poison.assetId(), 1).getFirst().outcome())
                .isEqualTo(new StageOutcome.Failed(FAILURE));
        assertThat(toys.runs(poison.assetId())).isEqualTo(8);
    }
}
