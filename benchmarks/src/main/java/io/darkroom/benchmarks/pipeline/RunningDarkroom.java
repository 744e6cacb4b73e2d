package io.darkroom.benchmarks.pipeline;

import io.darkroom.benchmarks.harness.IngestClient;
import io.darkroom.benchmarks.harness.Run;
import io.darkroom.benchmarks.harness.SamplePicture;
import io.darkroom.benchmarks.harness.UnavailableException;
import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/** A Darkroom that somebody started, seen as a backend and a downstream service see it. */
public final class RunningDarkroom implements AutoCloseable {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /** What the join benchmark has held back takes the stages minutes on a slow machine. */
    private static final Duration AT_MOST = Duration.ofMinutes(10);

    /**
     * Of a processor. Services, broker and database take 0.36 on the slowest machine so far while
     * nothing is asked of them, and more than one as soon as something is.
     */
    private static final double AT_REST = 0.5;

    private static final Duration LOOKED_AT = Duration.ofSeconds(2);

    /** The default stages; nobody reviews, so that every asset is published by itself. */
    public static final String EVERY_DEFAULT_STAGE = "{\"moderation\": \"skip\"}";

    /**
     * A stage that has nothing to do, since the built-in engine writes no Klingon: uploading is
     * measured, and not what stages on the same cores take from it.
     */
    static final String IDLE_STAGE =
            "{\"stages\": [\"caption\"], \"caption\": {\"languages\": [\"tlh\"]},"
                    + " \"moderation\": \"skip\"}";

    /**
     * An asset that went all the way.
     *
     * @param start of the POST, by {@link System#nanoTime()} as all of these
     * @param accepted when the answer was there
     * @param published when the record on the topic was in hand
     */
    public record Enriched(long start, long accepted, long published, Asset asset) {
        /** From the start of the POST to the record. */
        public double milliseconds() {
            return (published - start) / 1e6;
        }
    }

    private final IngestClient ingest;
    private final EnrichedFeed feed;

    private RunningDarkroom(IngestClient ingest, EnrichedFeed feed) {
        this.ingest = ingest;
        this.feed = feed;
    }

    /** Finds it, {@linkplain #awaitRest at rest}. */
    static RunningDarkroom find(Run run) throws InterruptedException {
        awaitRest(run);
        return on(run.state());
    }

    /**
     * Finds one that just started.
     *
     * @param state the state directory
     * @throws UnavailableException where none runs
     */
    public static RunningDarkroom on(Path state) {
        var endpoints = RunningEndpoints.of(state);
        var feed = EnrichedFeed.open(endpoints.kafka());
        return new RunningDarkroom(new IngestClient(endpoints.ingest(), endpoints.apiKey()), feed);
    }

    /**
     * Waits until what others asked of it, a benchmark before this one among them, is done.
     *
     * @throws UnavailableException where none runs
     * @throws IllegalStateException where it does not come to rest
     */
    static void awaitRest(Run run) throws InterruptedException {
        var services = RunningEndpoints.of(run.state()).services();
        for (long end = System.nanoTime() + AT_MOST.toNanos(); System.nanoTime() < end; ) {
            var before = ProcessorTime.now(run.state(), services);
            Thread.sleep(LOOKED_AT);
            double used = ProcessorTime.now(run.state(), services).sum() - before.sum();
            if (used < AT_REST * LOOKED_AT.toSeconds()) {
                return;
            }
            run.progress().step("until Darkroom has done what it was asked before");
        }
        throw new IllegalStateException(
                "The Darkroom on %s still works for others after %d s; what would be measured is theirs, too"
                        .formatted(run.state(), AT_MOST.toSeconds()));
    }

    /** What ingest-service's heap holds at this moment, in bytes. */
    long ingestHeap() throws InterruptedException {
        return ingest.heap();
    }

    /** Has the stage run again for all that have it, on the bulk lane; unless it does already. */
    void backfill(Stage stage) throws InterruptedException {
        if (bulkBacklog(stage) == 0) {
            ingest.rerun(stage);
            while (bulkBacklog(stage) == 0) {
                Thread.sleep(LOOK_AGAIN);
            }
        }
    }

    /** Planned runs on the bulk lane that have not ended. */
    long bulkBacklog(Stage stage) throws InterruptedException {
        return ingest.bulkBacklog(stage);
    }

    /** Has no stage work, as if all of them ran on machines of their own. */
    void pauseStages() throws InterruptedException {
        for (Stage stage : Stage.values()) {
            ingest.pause(stage);
        }
        awaitObedience();
    }

    void resumeStages() throws InterruptedException {
        for (Stage stage : Stage.values()) {
            ingest.resume(stage);
        }
        awaitObedience();
    }

    private void awaitObedience() throws InterruptedException {
        while (!ingest.isObeyed()) {
            Thread.sleep(LOOK_AGAIN);
        }
    }

    /** Waits until an uploaded asset has its perceptual hash. */
    void hashed(UUID asset) throws InterruptedException {
        while (!ingest.isHashed(asset)) {
            Thread.sleep(LOOK_AGAIN);
        }
    }

    /** Uploads, and waits for no more than the answer. */
    UUID upload(SamplePicture picture, String request) {
        return ingest.upload(picture, request);
    }

    /** Waits until an uploaded asset is published. */
    Asset published(UUID asset) throws InterruptedException {
        return feed.await(asset, AT_MOST).asset();
    }

    /**
     * Uploads, and waits until every stage has ended, whether it is published or to be reviewed.
     *
     * @return whether every stage succeeded
     */
    boolean settle(SamplePicture picture, String request) throws InterruptedException {
        UUID asset = ingest.upload(picture, request);
        for (long end = System.nanoTime() + AT_MOST.toNanos(); System.nanoTime() < end; ) {
            Asset now = ingest.asset(asset);
            if (now.state() != Asset.State.ENRICHING) {
                return now.complete();
            }
            Thread.sleep(LOOK_AGAIN);
        }
        throw new IllegalStateException(
                "The stages of asset %s did not end within %d s"
                        .formatted(asset, AT_MOST.toSeconds()));
    }

    /** Uploads, and waits for the record on the topic. */
    public Enriched enrich(SamplePicture picture, String request) throws InterruptedException {
        long start = System.nanoTime();
        UUID asset = ingest.upload(picture, request);
        long accepted = System.nanoTime();
        var arrival = feed.await(asset, AT_MOST);
        return new Enriched(start, accepted, arrival.nanoTime(), arrival.asset());
    }

    /** Erases an asset and all that is of it. */
    void erase(UUID asset) throws InterruptedException {
        ingest.erase(asset);
    }

    @Override
    public void close() {
        feed.close();
        ingest.close();
    }
}
