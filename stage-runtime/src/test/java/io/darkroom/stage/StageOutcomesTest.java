package io.darkroom.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.EventIds;
import io.darkroom.contracts.Failure;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageFinished;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.Topics;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.S3Config;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a stage makes of a picture and says of it, on a real broker and a real object store. */
@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class StageOutcomesTest {
    private static final Stage STAGE = Stage.AUTO_TAG;
    private static final Failure FAILURE = Failure.of("toy-broken", "The toy broke", "as told");

    @Inject Driver driver;
    @Inject Toys toys;
    @Inject ObjectStore store;
    @Inject S3Config s3;

    @Test
    void storesAndReportsASuccess() {
        AssetUploaded asset = driver.asset(STAGE, Stage.SMART_CROP);

        driver.send(asset, Map.of());

        List<StageFinished> reports = driver.awaitReports(asset.assetId(), 2);
        assertThat(reports)
                .extracting(StageFinished::stage)
                .containsExactlyInAnyOrder(STAGE, Stage.SMART_CROP);
        assertThat(reports)
                .allSatisfy(report -> {
                    assertThat(report.attempts()).isEqualTo(1);
                    var success = (StageOutcome.Succeeded) report.outcome();
                    var object = success.variants().getFirst().object();
                    assertThat(store.get(object, 100))
                            .asString()
                            .isEqualTo("made of " + asset.description().bytes());
                    assertThat(object.key())
                            .startsWith("variants/" + asset.assetId() + "/" + report.stage() + "/");
                });
    }

    @Test
    void eventIdsAreDeterministicAndTheTraceGoesOn() {
        AssetUploaded asset = driver.asset(STAGE);
        String trace = "0af7651916cd43dd8448eb211c80319c";

        driver.send(asset, Map.of("traceparent", "00-" + trace + "-b7ad6b7169203331-01"));

        var report = driver.awaitReports(asset.assetId(), 1).getFirst();
        var record = driver.records(Topics.STAGE_FINISHED, asset.assetId()).toList().getFirst();
        var event = Driver.read(record);
        assertThat(event.id()).isEqualTo(EventIds.stageFinished(report).toString());
        assertThat(event.source()).isEqualTo("/darkroom/caption-service");
        assertThat(Driver.headers(record).get("traceparent"))
                .startsWith("00-" + trace + "-")
                .doesNotContain("b7ad6b7169203331");
    }

    @Test
    void reportsWhatWasSkipped() {
        AssetUploaded asset = driver.asset(STAGE);
        toys.behave(asset.assetId(), (_, _) -> new StageOutcome.Skipped("Nothing to do"));

        driver.send(asset, Map.of());

        assertThat(driver.awaitReports(asset.assetId(), 1).getFirst().outcome())
                .isEqualTo(new StageOutcome.Skipped("Nothing to do"));
    }

    @Test
    void whatTheRequestDecidesNeedsNoOriginal() {
        AssetUploaded asset = driver.asset(STAGE);
        toys.skipWithoutLook(asset.assetId(), "Nobody can do this");
        store.delete(asset.original());

        driver.send(asset, Map.of());

        assertThat(driver.awaitReports(asset.assetId(), 1).getFirst().outcome())
                .isEqualTo(new StageOutcome.Skipped("Nobody can do this"));
        assertThat(toys.runs(asset.assetId())).isZero();
        assertThat(store.list(s3.variantsBucket(), "variants/" + asset.assetId())).isEmpty();
    }

    @Test
    void reportsADeferralWithoutKeepingIt() {
        AssetUploaded asset = driver.asset(STAGE);
        var later = new StageOutcome.Deferred(FAILURE, Instant.parse("2030-01-01T00:00:00Z"));
        toys.behave(
                asset.assetId(),
                (input, run) -> {
                    if (run == 1) {
                        throw new DeferredStageException(later.reason(), later.until());
                    }
                    return Toys.succeed(input);
                });

        driver.send(asset, Map.of());
        driver.awaitReports(asset.assetId(), 1);
        driver.send(asset, Map.of());

        assertThat(driver.awaitReports(asset.assetId(), 2))
                .extracting(StageFinished::outcome)
                .startsWith(later)
                .last()
                .isInstanceOf(StageOutcome.Succeeded.class);
    }

    @Test
    void reportsTheStoredOutcomeAgainWithoutWorking() {
        AssetUploaded asset = driver.asset(STAGE);
        driver.send(asset, Map.of());
        driver.awaitReports(asset.assetId(), 1);

        driver.send(withPlan(asset, Driver.plan(2, STAGE)), Map.of());

        List<StageFinished> reports = driver.awaitReports(asset.assetId(), 2);
        assertThat(reports).extracting(StageFinished::generation).containsExactly(1, 2);
        assertThat(reports.get(1).outcome()).isEqualTo(reports.get(0).outcome());
        assertThat(toys.runs(asset.assetId())).isEqualTo(1);
    }

    @Test
    void leavesAloneWhatIsNotPlanned() {
        AssetUploaded other = driver.asset(Stage.SMART_CROP);
        AssetUploaded asset = driver.asset(STAGE, Stage.SMART_CROP);

        driver.send(other, Map.of());
        driver.send(asset, Map.of());

        driver.awaitReports(asset.assetId(), 2);
        assertThat(driver.awaitReports(other.assetId(), 1))
                .extracting(StageFinished::stage)
                .containsExactly(Stage.SMART_CROP);
    }

    private static AssetUploaded withPlan(AssetUploaded asset, Map<Stage, Integer> plan) {
        return new AssetUploaded(
                asset.assetId(),
                asset.tenant(),
                asset.original(),
                asset.description(),
                asset.fileName(),
                asset.request(),
                plan);
    }
}
