package io.darkroom.benchmarks.pipeline;

import io.darkroom.benchmarks.harness.Run;
import io.darkroom.benchmarks.harness.SamplePicture;
import io.darkroom.benchmarks.harness.UnavailableException;
import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Stage;
import java.time.Duration;
import java.util.UUID;

/** A Darkroom that somebody started, seen as a backend and a downstream service see it. */
final class RunningDarkroom implements AutoCloseable {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Duration AT_MOST = Duration.ofMinutes(2);

    /** The default stages; nobody reviews, so that every asset is published by itself. */
    static final String EVERY_DEFAULT_STAGE = "{\"moderation\": \"skip\"}";

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
     * @param milliseconds from the start of the POST to the record on the topic
     */
    record Enriched(double milliseconds, Asset asset) {}

    private final IngestClient ingest;
    private final EnrichedFeed feed;

    private RunningDarkroom(IngestClient ingest, EnrichedFeed feed) {
        this.ingest = ingest;
        this.feed = feed;
    }

    /**
     * Finds it.
     *
     * @throws UnavailableException where none runs
     */
    static RunningDarkroom find(Run run) {
        var endpoints = Endpoints.read(run.state());
        var feed = EnrichedFeed.open(endpoints.kafka());
        return new RunningDarkroom(new IngestClient(endpoints.ingest(), endpoints.apiKey()), feed);
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
    Enriched enrich(SamplePicture picture, String request) throws InterruptedException {
        long start = System.nanoTime();
        var arrival = feed.await(ingest.upload(picture, request), AT_MOST);
        return new Enriched((arrival.nanoTime() - start) / 1e6, arrival.asset());
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
