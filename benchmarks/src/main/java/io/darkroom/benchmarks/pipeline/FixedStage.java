package io.darkroom.benchmarks.pipeline;

import io.darkroom.benchmarks.harness.TopicTail;
import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageFinished;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A stage that looks at nothing and takes a fixed time: what is measured beside it is what Darkroom
 * adds. It speaks as the stages do that it stands in for, which have to be paused.
 */
final class FixedStage implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(FixedStage.class.getName());

    private final Duration takes;
    private final Reports reports;
    private final ScheduledExecutorService later =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("fixed-stage").daemon().factory());
    private final Map<UUID, Long> taken = new ConcurrentHashMap<>();
    private final TopicTail tail;

    private FixedStage(String kafka, Duration takes) {
        this.takes = takes;
        reports = new Reports(kafka);
        tail = TopicTail.follow(kafka, Topics.ASSET_UPLOADED, new Work());
    }

    /** Begins to read: what is sent out from now on is its work. */
    static FixedStage start(String kafka, Duration takes) {
        return new FixedStage(kafka, takes);
    }

    /**
     * When the stage had an asset in hand, by {@link System#nanoTime()}.
     *
     * @throws NullPointerException where it never had
     */
    long takenAt(UUID asset) {
        return Objects.requireNonNull(taken.get(asset), "the stage never had the asset");
    }

    private final class Work implements TopicTail.Reader {
        @Override
        public void take(Map<String, String> headers, byte[] value) {
            long now = System.nanoTime();
            var asset = CloudEvent.read(headers, value, AssetUploaded.class).data();
            taken.put(asset.assetId(), now);
            for (var run : asset.plan().entrySet()) {
                var _ =
                        later.schedule(
                                () -> report(asset, run.getKey(), run.getValue()),
                                takes.toMillis(),
                                TimeUnit.MILLISECONDS);
            }
        }

        /** Whoever waits for the assets says that they do not come. */
        @Override
        public void broken(RuntimeException why) {
            LOG.log(Level.WARNING, "The stand-in for a stage cannot read its topic", why);
        }
    }

    private void report(AssetUploaded asset, Stage stage, int generation) {
        var finished =
                new StageFinished(
                        asset.assetId(),
                        asset.tenant(),
                        stage,
                        generation,
                        1,
                        takes.toMillis(),
                        new StageOutcome.Skipped("A stage of a benchmark looks at nothing"));
        reports.send(finished);
    }

    @Override
    public void close() {
        tail.close();
        later.shutdownNow();
        reports.close();
    }
}
