package io.darkroom.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.DeadLetter;
import io.darkroom.contracts.EventIds;
import io.darkroom.contracts.Failure;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageFinished;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.StageResult;
import io.darkroom.contracts.Topics;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.S3Config;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.Test;

/** A toy service on a real broker and a real object store. */
@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class StagePipelineTest {
    private static final Stage STAGE = Stage.AUTO_TAG;
    private static final Failure FAILURE = Failure.of("toy-broken", "The toy broke", "as told");
    private static final String DEAD = Topics.deadLetters(STAGE);

    @Inject Driver driver;
    @Inject Toys toys;
    @Inject ObjectStore store;
    @Inject S3Config s3;
    @Inject FlakyStore flaky;
    @Inject StageRunner runner;
    @Inject OutcomeStore outcomes;
    @Inject ToyStages.ToyTags tags;
    @Inject MeterRegistry meters;
    @Inject @Readiness StageHealth health;

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
    void waitsOutWhatTheStageDependsOnWithoutCounting() {
        AssetUploaded asset = driver.asset(STAGE);
        toys.behave(
                asset.assetId(),
                (input, run) -> {
                    if (run <= 20) {
                        throw new DependencyOutageException(FAILURE, Duration.ofMillis(5), null);
                    }
                    return Toys.succeed(input);
                });

        driver.send(asset, Map.of());

        var report = driver.awaitReports(asset.assetId(), 1).getFirst();
        assertThat(report.outcome()).isInstanceOf(StageOutcome.Succeeded.class);
        assertThat(report.attempts()).isEqualTo(1);
        assertThat(toys.runs(asset.assetId())).isEqualTo(21);
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
        awaitDeadLetter(asset.assetId(), FAILURE.type());
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
                                new StageResult.Cropped(null, List.of()),
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
    void putsMalformedRecordsAsideAndGoesOn() {
        UUID broken = UUID.randomUUID();
        AssetUploaded asset = driver.asset(STAGE);

        driver.send(broken, "not JSON".getBytes(StandardCharsets.UTF_8), Map.of("ce_id", "x"));
        driver.send(asset, Map.of());

        awaitDeadLetter(broken, Failure.TYPE_PREFIX + "event-malformed");
        var letter = driver.records(DEAD, broken).toList().getFirst();
        assertThat(letter.value()).asString().isEqualTo("not JSON");
        assertThat(Driver.headers(letter))
                .containsEntry("ce_id", "x")
                .containsEntry(DeadLetter.CONSUMER, STAGE.id())
                .containsEntry(DeadLetter.TOPIC, Topics.ASSET_UPLOADED);
        driver.awaitReports(asset.assetId(), 1);
    }

    /** Given back, it would be dropped without a word at the broker's limit of deliveries. */
    @Test
    void whatTheDeadLettersRefuseIsKeptInHandUntilTheyTakeIt() throws Exception {
        UUID broken = UUID.randomUUID();
        byte[] garbage = "not JSON".getBytes(StandardCharsets.UTF_8);
        byte[] key = broken.toString().getBytes(StandardCharsets.UTF_8);
        var delivery =
                new Delivery(
                        new ConsumerRecord<>(Topics.ASSET_UPLOADED, 0, 8L, key, garbage),
                        OptionalInt.of(1));

        driver.refuse(DEAD, true);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var settlement = threads.submit(() -> runner.handle(tags, delivery));
            await().during(Duration.ofSeconds(1)).until(() -> !settlement.isDone());
            driver.refuse(DEAD, false);

            assertThat(settlement.get(20, TimeUnit.SECONDS)).isEqualTo(Settlement.DONE);
        } finally {
            driver.refuse(DEAD, false);
        }
        awaitDeadLetter(broken, Failure.TYPE_PREFIX + "event-malformed");
    }

    @Test
    void aPoisonedRecordIsGivenUpAfterTheLimitAndItsNeighboursAreDone() {
        AssetUploaded poison = driver.asset(STAGE);
        toys.behave(
                poison.assetId(),
                (_, _) -> {
                    throw new TransientStageException(FAILURE);
                });
        var neighbours = Stream.generate(() -> driver.asset(STAGE)).limit(50).toList();

        neighbours.subList(0, 25).forEach(asset -> driver.send(asset, Map.of()));
        driver.send(poison, Map.of());
        neighbours.subList(25, 50).forEach(asset -> driver.send(asset, Map.of()));

        assertThat(neighbours)
                .allSatisfy(asset ->
                        assertThat(driver.awaitReports(asset.assetId(), 1))
                                .singleElement()
                                .extracting(StageFinished::outcome)
                                .isInstanceOf(StageOutcome.Succeeded.class));
        assertThat(driver.awaitReports(poison.assetId(), 1).getFirst().outcome())
                .isEqualTo(new StageOutcome.Failed(FAILURE));
        awaitDeadLetter(poison.assetId(), FAILURE.type());
        // Four deliveries of two tries each.
        assertThat(toys.runs(poison.assetId())).isEqualTo(8);
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

    @Test
    void keepsARecordThatTakesLongerThanItsLock() {
        AssetUploaded asset = driver.asset(Stage.SMART_CROP);
        toys.behave(
                asset.assetId(),
                (input, _) -> {
                    // Three times the lock.
                    Thread.sleep(6000);
                    return Toys.succeed(input);
                });

        driver.send(asset, Map.of());

        var report = driver.awaitReports(asset.assetId(), 1).getFirst();
        assertThat(report.attempts()).isEqualTo(1);
        assertThat(report.durationMs()).isGreaterThanOrEqualTo(6000);
        assertThat(toys.runs(asset.assetId())).isEqualTo(1);
    }

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

    @Test
    void aRecordThatWasBegunTooOftenIsReportedWithoutBeingRun() throws InterruptedException {
        AssetUploaded asset = driver.asset(STAGE);
        var delivery = delivery(asset, 5);
        // It was begun beside others, of which there is no note, and alone three times.
        outcomes.note(key(asset), delivery, 3);

        assertThat(runner.handle(tags, delivery)).isEqualTo(Settlement.DONE);

        var report = driver.awaitReports(asset.assetId(), 1).getFirst();
        assertThat(report.attempts()).isZero();
        assertThat(((StageOutcome.Failed) report.outcome()).error().type())
                .endsWith(":delivered-too-often");
        awaitDeadLetter(asset.assetId(), Failure.TYPE_PREFIX + "delivered-too-often");
        assertThat(toys.runs(asset.assetId())).isZero();
    }

    /** It was in hand each time that another brought the process down. */
    @Test
    void aRecordThatWasOnlyDeliveredOftenIsRun() throws InterruptedException {
        AssetUploaded asset = driver.asset(STAGE);
        var delivery = delivery(asset, 5);

        assertThat(runner.handle(tags, delivery)).isEqualTo(Settlement.DONE);

        assertThat(driver.awaitReports(asset.assetId(), 1).getFirst().outcome())
                .isInstanceOf(StageOutcome.Succeeded.class);
        assertThat(outcomes.begun(key(asset), delivery)).isZero();
    }

    private RunKey key(AssetUploaded asset) {
        return RunKey.of(s3.variantsBucket(), STAGE, asset, tags.parameters(asset));
    }

    private static Delivery delivery(AssetUploaded asset, int count) {
        var event = CloudEvent.of(UUID.randomUUID(), "/test", Instant.now(), asset);
        var record =
                new ConsumerRecord<>(
                        Topics.ASSET_UPLOADED,
                        0,
                        7L,
                        asset.assetId().toString().getBytes(StandardCharsets.UTF_8),
                        event.value());
        event.headers()
                .forEach((name, value) ->
                        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return new Delivery(record, OptionalInt.of(count));
    }

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

    private HealthCheckResponse.Status status() {
        return health.call().getStatus();
    }

    private void awaitDeadLetter(UUID key, String type) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(driver.records(DEAD, key))
                                .singleElement()
                                .satisfies(letter ->
                                        assertThat(Driver.headers(letter))
                                                .containsEntry(DeadLetter.TYPE, type)));
    }

    private static StageOutcome failUntil(int success, StageInput input, int run) {
        if (run < success) {
            throw new TransientStageException(FAILURE);
        }
        return Toys.succeed(input);
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
