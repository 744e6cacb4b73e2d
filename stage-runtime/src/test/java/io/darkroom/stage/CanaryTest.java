package io.darkroom.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.CanaryFinished;
import io.darkroom.contracts.Failure;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageControl;
import io.darkroom.contracts.StageFinished;
import io.darkroom.contracts.StageInstance;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.StoredVariant;
import io.darkroom.contracts.TopicSettings;
import io.darkroom.contracts.Topics;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A canary works beside its stage, and nobody but operations hears of it. */
@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class CanaryTest {
    private static final Stage STAGE = Stage.AUTO_TAG;
    private static final Failure FAILURE = Failure.of("toy-broken", "The toy broke", null);

    @Inject Driver driver;
    @Inject Toys toys;
    @Inject Instances instances;
    @Inject StageReporter own;

    /** A name of its own: a share group is where the one before it was left. */
    private final String name = "larger-" + UUID.randomUUID().toString().substring(0, 8);

    @AfterEach
    void stop() {
        say(null, false);
        await().until(() -> load(own.instance(), load -> !load.paused()));
    }

    @Test
    void whatItMakesIsNeitherReportedNorDeadLettered() {
        try (var canary = instances.startCanary(name)) {
            begin(canary, 100);
            AssetUploaded good = driver.asset(STAGE);
            AssetUploaded bad = driver.asset(STAGE);
            toys.behave(
                    bad.assetId(),
                    (_, _) -> {
                        throw new TerminalStageException(FAILURE);
                    });

            driver.send(good, Map.of());
            driver.send(bad, Map.of());

            StageFinished made = awaitCanary(good).finished();
            assertThat(awaitCanary(bad).finished().outcome())
                    .isEqualTo(new StageOutcome.Failed(FAILURE));
            StageFinished reported = driver.awaitReports(good.assetId(), 1).getFirst();
            driver.awaitReports(bad.assetId(), 1);
            // Done by both, each for itself: neither found what the other had left.
            assertThat(toys.runs(good.assetId())).isEqualTo(2);
            assertThat(file(made).object()).isNotEqualTo(file(reported).object());
            // Both have ended; whatever they had to say is said.
            assertThat(Stream.of(good, bad))
                    .allSatisfy(asset -> assertThat(driver.reports(asset.assetId())).hasSize(1));
            await().until(() -> letters(bad) == 1);
            assertThat(letters(good)).isZero();
        }
    }

    @Test
    void itTakesNothingUnlessItIsWantedAndNothingOfBefore() {
        try (var canary = instances.startCanary(name)) {
            await().until(() -> load(canary.name(), StageInstance.Load::paused));
            AssetUploaded before = driver.asset(STAGE);
            driver.send(before, Map.of());
            driver.awaitReports(before.assetId(), 1);

            AssetUploaded first = begin(canary, 100);

            assertThat(driver.canaryReports(before.assetId())).isEmpty();
            assertThat(driver.canaryReports(first.assetId())).hasSize(1);
            say(null, false);
            await().until(() -> load(canary.name(), StageInstance.Load::paused));
        }
    }

    @Test
    void itTakesItsShareOnly() {
        try (var canary = instances.startCanary(name)) {
            begin(canary, 50);
            var share = new StageControl.Canary(name, 50, Instant.now());
            AssetUploaded without = asset(id -> !share.takes(id));
            AssetUploaded within = asset(share::takes);

            driver.send(without, Map.of());
            driver.send(within, Map.of());

            awaitCanary(within);
            driver.awaitReports(without.assetId(), 1);
            // Paused, it has brought to its end what it had.
            say(new StageControl.Canary(name, 50, Instant.now()), true);
            await().until(() -> load(canary.name(), StageInstance.Load::paused));
            assertThat(driver.canaryReports(without.assetId())).isEmpty();
        }
    }

    @Test
    void aNameThatNoGroupCanHaveStopsTheService() {
        assertThatThrownBy(() -> new Canary(Optional.of("Larger model")))
                .hasMessageContaining("darkroom.canary.name")
                .hasMessageContaining("Larger model");
    }

    /**
     * Has it begin, and waits until it works: a group begins at what comes after it is there, and
     * with each partition when its broker has heard of it.
     */
    private AssetUploaded begin(Instances.Running canary, double percent) {
        say(new StageControl.Canary(name, percent, now()), false);
        await().until(() -> load(canary.name(), load -> !load.paused() && load.problem() == null));
        var share = new StageControl.Canary(name, percent, now());
        var probes = new HashMap<Integer, AssetUploaded>();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    for (int i = 0; i < TopicSettings.DEFAULT_PARTITIONS; i++) {
                        probes.computeIfAbsent(i, partition -> probe(share, partition));
                    }
                    probes.values().removeIf(probe -> !isTaken(probe));
                    return probes.size() == TopicSettings.DEFAULT_PARTITIONS;
                });
        return probes.values().iterator().next();
    }

    private AssetUploaded probe(StageControl.Canary share, int partition) {
        AssetUploaded probe = asset(id -> share.takes(id) && partition(id) == partition);
        driver.send(probe, Map.of());
        return probe;
    }

    /** Asked when the stage itself has done it: a canary that works is about as fast. */
    private boolean isTaken(AssetUploaded probe) {
        driver.awaitReports(probe.assetId(), 1);
        return !driver.canaryReports(probe.assetId()).isEmpty();
    }

    /** Where a record with this key lies. */
    private static int partition(UUID id) {
        byte[] key = id.toString().getBytes(StandardCharsets.UTF_8);
        return BuiltInPartitioner.partitionForKey(key, TopicSettings.DEFAULT_PARTITIONS);
    }

    private AssetUploaded asset(Predicate<UUID> wanted) {
        return Stream.generate(() -> driver.asset(STAGE))
                .filter(asset -> wanted.test(asset.assetId()))
                .findFirst()
                .orElseThrow();
    }

    private CanaryFinished awaitCanary(AssetUploaded asset) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !driver.canaryReports(asset.assetId()).isEmpty());
        return driver.canaryReports(asset.assetId()).getFirst();
    }

    private long letters(AssetUploaded of) {
        return driver.records(Topics.deadLetters(STAGE), of.assetId()).count();
    }

    private static StoredVariant file(StageFinished finished) {
        return ((StageOutcome.Succeeded) finished.outcome()).variants().getFirst();
    }

    private boolean load(String instance, Predicate<StageInstance.Load> condition) {
        return driver.load(instance, STAGE).filter(condition).isPresent();
    }

    private void say(StageControl.@Nullable Canary canary, boolean paused) {
        driver.control(
                new StageControl(STAGE, paused, null, "mara", "a test", Instant.now(), canary));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
