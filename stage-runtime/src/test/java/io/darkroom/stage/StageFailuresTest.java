package io.darkroom.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.Failure;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.StageResult;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Work that fails: at once, for a while, or because what it depends on is away. */
@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class StageFailuresTest {
    private static final Stage STAGE = Stage.AUTO_TAG;
    private static final Failure FAILURE = Failure.of("toy-broken", "The toy broke", "as told");

    @Inject Driver driver;
    @Inject Toys toys;

    @Test
    void waitsOutWhatTheStageDependsOnWithoutCountingAndNotInALoop() {
        AssetUploaded asset = driver.asset(STAGE);
        toys.behave(
                asset.assetId(),
                (input, run) -> {
                    if (run <= 8) {
                        throw new DependencyOutageException(FAILURE, Duration.ZERO, null);
                    }
                    return Toys.succeed(input);
                });

        long start = System.nanoTime();
        driver.send(asset, Map.of());

        var report = driver.awaitReports(asset.assetId(), 1).getFirst();
        assertThat(report.outcome()).isInstanceOf(StageOutcome.Succeeded.class);
        assertThat(report.attempts()).isEqualTo(1);
        assertThat(toys.runs(asset.assetId())).isEqualTo(9);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThanOrEqualTo(Attempts.LEAST_PAUSE.multipliedBy(8));
    }

    @Test
    void reportsATerminalFailureAtOnceAndDeadLettersTheRecord() {
        AssetUploaded asset = driver.asset(STAGE);
        toys.behave(
                asset.assetId(),
                (_, _) -> {
                    throw new TerminalStageException(FAILURE);
                });

        driver.send(asset, Map.of());

        assertThat(driver.awaitReports(asset.assetId(), 1).getFirst().outcome())
                .isEqualTo(new StageOutcome.Failed(FAILURE));
        driver.awaitDeadLetter(STAGE, asset.assetId(), FAILURE.type());
        assertThat(toys.runs(asset.assetId())).isEqualTo(1);
    }

    @Test
    void reportsACrashByItsClassOnly() {
        AssetUploaded asset = driver.asset(STAGE);
        toys.behave(
                asset.assetId(),
                (_, _) -> {
                    throw new OutOfMemoryError("secret-token");
                });

        driver.send(asset, Map.of());

        var failed =
                (StageOutcome.Failed) driver.awaitReports(asset.assetId(), 1).getFirst().outcome();
        assertThat(failed.error().type()).endsWith(":stage-crashed");
        assertThat(failed.error().detail()).isEqualTo("java.lang.OutOfMemoryError");
    }

    @Test
    void anotherStagesResultIsACrash() {
        AssetUploaded asset = driver.asset(STAGE);
        toys.behave(
                asset.assetId(),
                (_, _) ->
                        new StageOutcome.Succeeded(
                                new StageResult.Cropped(null, List.of(), null),
                                List.of(),
                                "toy",
                                null,
                                null,
                                List.of()));

        driver.send(asset, Map.of());

        assertThat(driver.awaitReports(asset.assetId(), 1).getFirst().outcome())
                .isInstanceOf(StageOutcome.Failed.class);
    }

    @Test
    void triesAgainInPlaceWhatMayPass() {
        AssetUploaded asset = driver.asset(STAGE);
        toys.behave(asset.assetId(), (input, run) -> failUntil(2, input, run));

        driver.send(asset, Map.of());

        var report = driver.awaitReports(asset.assetId(), 1).getFirst();
        assertThat(report.outcome()).isInstanceOf(StageOutcome.Succeeded.class);
        assertThat(report.attempts()).isEqualTo(2);
    }

    @Test
    void givesBackBeyondTheBoundAndSucceedsLater() {
        AssetUploaded asset = driver.asset(STAGE);
        toys.behave(asset.assetId(), (input, run) -> failUntil(4, input, run));

        driver.send(asset, Map.of());

        var report = driver.awaitReports(asset.assetId(), 1).getFirst();
        assertThat(report.outcome()).isInstanceOf(StageOutcome.Succeeded.class);
        assertThat(toys.runs(asset.assetId())).isEqualTo(4);
    }

    private static StageOutcome failUntil(int success, StageInput input, int run) {
        if (run < success) {
            throw new TransientStageException(FAILURE);
        }
        return Toys.succeed(input);
    }
}
