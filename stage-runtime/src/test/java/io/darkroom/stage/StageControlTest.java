package io.darkroom.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageControl;
import io.darkroom.contracts.StageFinished;
import io.darkroom.contracts.StageInstance;
import io.darkroom.contracts.Topics;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What operations say of a stage, and what its instances make of it. */
@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class StageControlTest {
    private static final Stage STAGE = Stage.AUTO_TAG;

    @Inject Driver driver;
    @Inject Toys toys;
    @Inject Instances instances;
    @Inject StageReporter own;
    @Inject @Readiness StageHealth health;

    @AfterEach
    void goOn() {
        say(false, null);
        await().until(() -> !isPaused(own.instance()));
    }

    @Test
    void aPauseOutlivesTheRestartOfEveryInstanceAndLosesNothing() {
        List<AssetUploaded> assets;
        try (var first = instances.start();
                var second = instances.start()) {
            await().until(() -> isReading(first) && isReading(second));
            say(true, null);
            await().until(() -> isPaused(first.name()) && isPaused(second.name()));
            await().until(() -> isPaused(own.instance()));
            assets = assets(20);
            assets.forEach(asset -> driver.send(asset, Map.of()));
        }
        try (var third = instances.start();
                var fourth = instances.start()) {
            await().until(() -> isPaused(third.name()) && isPaused(fourth.name()));
            // The other stage has read past these records, so this one would have, too.
            AssetUploaded witness = driver.asset(Stage.SMART_CROP);
            driver.send(witness, Map.of());
            driver.awaitReports(witness.assetId(), 1);
            assertThat(assets)
                    .allSatisfy(asset -> assertThat(driver.reports(asset.assetId())).isEmpty());

            say(false, null);

            assertThat(assets)
                    .allSatisfy(asset ->
                            assertThat(driver.awaitReports(asset.assetId(), 1))
                                    .singleElement()
                                    .returns(1, StageFinished::attempts));
        }
    }

    @Test
    void whatIsInWorkIsBroughtToItsEnd() {
        AssetUploaded atWork = driver.asset(STAGE);
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        toys.behave(
                atWork.assetId(),
                (input, _) -> {
                    begun.countDown();
                    goOn.await();
                    return Toys.succeed(input);
                });
        driver.send(atWork, Map.of());
        await().until(() -> begun.getCount() == 0);

        say(true, null);
        await().until(() -> load(own.instance(), load -> load.paused() && load.inFlight() == 1));
        goOn.countDown();

        assertThat(driver.awaitReports(atWork.assetId(), 1))
                .singleElement()
                .returns(1, StageFinished::attempts);
        await().until(() -> load(own.instance(), load -> load.inFlight() == 0));
    }

    @Test
    void aPausedStageIsReadyAndSaysWhoPausedIt() {
        say(true, null);
        await().until(() -> isPaused(own.instance()));

        HealthCheckResponse answer = health.call();

        assertThat(answer.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        assertThat(answer.getData().orElseThrow()).containsEntry("auto-tag", "paused by mara");
    }

    @Test
    void concurrencyGoesUpAndDownWhileRecordsComeIn() {
        say(false, 5);
        awaitMembers(5);
        assertThat(mostAtOnce(5, this::send)).isEqualTo(5);

        say(false, 1);
        awaitMembers(1);
        assertThat(mostAtOnce(1, this::send)).isEqualTo(1);
    }

    /** On the bulk lane one of them keeps watch while nothing comes, on the live lane twelve. */
    @Test
    void workWakesAsManyConsumersAsItMayHaveAndLetsThemGo() {
        String live = StageGroups.group(STAGE);
        String bulk = live + Lane.BULK.suffix();
        say(false, 16);
        await().until(() -> load(own.instance(), load -> load.concurrency() == 16));
        await().atMost(Duration.ofSeconds(40)).until(() -> driver.members(live) == 12);

        assertThat(mostAtOnce(8, driver::sendInBulk)).isEqualTo(8);
        assertThat(driver.members(bulk)).as("awake just after their work").isGreaterThan(1);
        assertThat(mostAtOnce(16, this::send)).isEqualTo(16);
        assertThat(driver.members(live)).as("awake just after their work").isGreaterThan(12);

        await("the idle leave their group")
                .atMost(Duration.ofSeconds(40))
                .until(() -> driver.members(bulk) == 1 && driver.members(live) == 12);
    }

    @Test
    void aWordThatCannotBeReadLeavesTheOneBefore() {
        say(true, null);
        await().until(() -> isPaused(own.instance()));
        var broken = "{\"paused\": fal".getBytes(StandardCharsets.UTF_8);

        driver.send(Topics.STAGE_CONTROL, STAGE.id(), broken, Map.of());
        driver.control(new StageControl(Stage.SMART_CROP, false, 1, "mara", null, Instant.now()));

        // Said later, so that the broken one was met before.
        await().until(() ->
                driver.load(own.instance(), Stage.SMART_CROP)
                        .map(StageInstance.Load::concurrency)
                        .equals(Optional.of(1)));
        assertThat(isPaused(own.instance())).isTrue();
        try (var later = instances.start()) {
            await().until(() -> isPaused(later.name()));
        }
        driver.control(
                new StageControl(Stage.SMART_CROP, false, null, "mara", null, Instant.now()));
    }

    /**
     * How many of many records are in work at once. So many that every partition has some: a member
     * of a share group reads a part of them.
     */
    private int mostAtOnce(int expected, Consumer<AssetUploaded> send) {
        var atWork = new AtomicInteger();
        var most = new AtomicInteger();
        var goOn = new CountDownLatch(1);
        List<AssetUploaded> assets = assets(40);
        assets.forEach(asset ->
                toys.behave(
                        asset.assetId(),
                        (input, _) -> {
                            most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
                            goOn.await();
                            atWork.decrementAndGet();
                            return Toys.succeed(input);
                        }));
        assets.forEach(send);
        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> atWork.get() == expected);
        } finally {
            goOn.countDown();
        }
        assets.forEach(asset -> driver.awaitReports(asset.assetId(), 1));
        return most.get();
    }

    /**
     * Until so many read and no other is about to leave: that one may have been handed a record,
     * which is delivered again, and then runs alone.
     */
    private void awaitMembers(int count) {
        await().until(() -> load(own.instance(), load -> load.concurrency() == count));
        await().atMost(Duration.ofSeconds(40))
                .until(() -> driver.members(StageGroups.group(STAGE)) == count);
    }

    private void send(AssetUploaded asset) {
        driver.send(asset, Map.of());
    }

    private void say(boolean paused, @Nullable Integer concurrency) {
        driver.control(
                new StageControl(STAGE, paused, concurrency, "mara", "a test", Instant.now()));
    }

    private boolean isPaused(String instance) {
        return load(instance, StageInstance.Load::paused);
    }

    private boolean isReading(Instances.Running instance) {
        return load(instance.name(), load -> load.problem() == null && !load.paused());
    }

    private boolean load(String instance, Predicate<StageInstance.Load> condition) {
        return driver.load(instance, STAGE).filter(condition).isPresent();
    }

    private List<AssetUploaded> assets(int count) {
        return Stream.generate(() -> driver.asset(STAGE)).limit(count).toList();
    }
}
