package io.darkroom.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.DeadLetter;
import io.darkroom.contracts.Failure;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageFinished;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.Topics;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.darkroom.storage.S3Config;
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
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Records that come again, take long, or cannot be worked on at all. */
@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class DeliveriesTest {
    private static final Stage STAGE = Stage.AUTO_TAG;
    private static final Failure FAILURE = Failure.of("toy-broken", "The toy broke", "as told");
    private static final String DEAD = Topics.deadLetters(STAGE);

    @Inject Driver driver;
    @Inject Toys toys;
    @Inject S3Config s3;
    @Inject StageRunner runner;
    @Inject OutcomeStore outcomes;
    @Inject ToyStages.ToyTags tags;

    @Test
    void putsMalformedRecordsAsideAndGoesOn() {
        UUID broken = UUID.randomUUID();
        AssetUploaded asset = driver.asset(STAGE);

        driver.send(broken, "not JSON".getBytes(StandardCharsets.UTF_8), Map.of("ce_id", "x"));
        driver.send(asset, Map.of());

        driver.awaitDeadLetter(STAGE, broken, Failure.TYPE_PREFIX + "event-malformed");
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
        driver.awaitDeadLetter(STAGE, broken, Failure.TYPE_PREFIX + "event-malformed");
    }

    /** One that came compressed can be larger than anything that the dead letters take. */
    @Test
    void whatIsTooLargeForADeadLetterLeavesWhereItLies() throws InterruptedException {
        UUID broken = UUID.randomUUID();
        byte[] key = broken.toString().getBytes(StandardCharsets.UTF_8);
        byte[] garbage = new byte[3_000_000];
        var delivery =
                new Delivery(
                        new ConsumerRecord<>(Topics.ASSET_UPLOADED, 0, 9L, key, garbage),
                        OptionalInt.of(1));

        assertThat(runner.handle(tags, delivery)).isEqualTo(Settlement.DONE);

        driver.awaitDeadLetter(STAGE, broken, Failure.TYPE_PREFIX + "event-malformed");
        var letter = driver.records(DEAD, broken).toList().getFirst();
        assertThat(letter.value()).isNull();
        assertThat(Driver.headers(letter))
                .containsEntry(DeadLetter.OFFSET, "9")
                .containsEntry(DeadLetter.LEFT_OUT, Integer.toString(key.length + garbage.length));
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
        driver.awaitDeadLetter(STAGE, poison.assetId(), FAILURE.type());
        // Four deliveries of two tries each.
        assertThat(toys.runs(poison.assetId())).isEqualTo(8);
    }

    /** Else a model's answer would be waited for by one repeated record after another. */
    @Test
    void repeatedRecordsWaitForOthersSideBySide() throws Exception {
        var together = new CyclicBarrier(2);
        var assets = List.of(driver.asset(STAGE), driver.asset(STAGE));
        for (AssetUploaded asset : assets) {
            toys.behave(
                    asset.assetId(),
                    (input, _) -> {
                        OwnPart.isOver();
                        awaitBoth(together);
                        return Toys.succeed(input);
                    });
        }

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var run :
                    threads.invokeAll(
                            assets.stream()
                                    .map(asset ->
                                            (Callable<Settlement>)
                                                    () -> runner.handle(tags, delivery(asset, 2)))
                                    .toList())) {
                assertThat(run.get()).isEqualTo(Settlement.DONE);
            }
        }

        assertThat(assets)
                .allSatisfy(asset ->
                        assertThat(driver.awaitReports(asset.assetId(), 1))
                                .extracting(StageFinished::outcome)
                                .allMatch(StageOutcome.Succeeded.class::isInstance));
    }

    private static void awaitBoth(CyclicBarrier together) throws InterruptedException {
        try {
            together.await(20, TimeUnit.SECONDS);
        } catch (BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("The other one did not come", e);
        }
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
        driver.awaitDeadLetter(STAGE, asset.assetId(), Failure.TYPE_PREFIX + "delivered-too-often");
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
}
