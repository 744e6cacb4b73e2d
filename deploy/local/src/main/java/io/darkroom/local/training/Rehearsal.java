package io.darkroom.local.training;

import io.darkroom.contracts.AssetEnriched;
import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageFinished;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.Topics;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.local.demo.DemoClient;
import io.darkroom.local.demo.Picture;
import io.darkroom.local.demo.SamplePictures;
import io.darkroom.local.embedded.EmbeddedS3;
import io.darkroom.local.embedded.Servers;
import io.darkroom.local.embedded.StageTraffic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * A service's work on the demo's pictures, one after the other, with the rest of the pipeline
 * played: what the first picture of a day needs is then in the archive, too.
 */
public final class Rehearsal {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Servers servers;
    private final StageTraffic traffic;
    private final String apiKey;
    private final Path folder;

    /**
     * @param apiKey one that ingest-service knows
     * @param folder takes the pictures
     */
    public Rehearsal(Servers servers, String apiKey, Path folder) {
        this.servers = servers;
        this.traffic = new StageTraffic(servers.kafka().bootstrapServers());
        this.apiKey = apiKey;
        this.folder = folder;
    }

    /**
     * Waits until the service has done all that is its own; moderation-service has nothing to do
     * that would not need a person.
     *
     * @param module such as {@code ingest-service}
     * @param url where it answers
     * @throws RuntimeException saying what it did not do
     */
    public void of(String module, URI url) throws InterruptedException {
        switch (module) {
            case "ingest-service" -> uploads(new DemoClient(url, apiKey));
            case "caption-service" -> work(Stage.CAPTION, Stage.AUTO_TAG);
            case "transform-service" -> work(Stage.SMART_CROP);
            default -> {}
        }
    }

    private void uploads(DemoClient ingest) throws InterruptedException {
        for (Picture picture : pictures()) {
            UUID id = ingest.upload(picture).id();
            var asset =
                    traffic.read(
                                    Topics.ASSET_UPLOADED,
                                    AssetUploaded.class,
                                    uploaded -> uploaded.assetId().equals(id),
                                    1,
                                    PATIENCE)
                            .getFirst();
            asset.plan().forEach((stage, generation) -> skip(asset, stage, generation));
            traffic.read(
                    Topics.ASSET_ENRICHED,
                    AssetEnriched.class,
                    enriched -> enriched.asset().id().equals(id),
                    1,
                    PATIENCE);
            ingest.asset(id);
        }
    }

    private void skip(AssetUploaded asset, Stage stage, int generation) {
        traffic.report(
                new StageFinished(
                        asset.assetId(),
                        asset.tenant(),
                        stage,
                        generation,
                        1,
                        0,
                        new StageOutcome.Skipped("A training run has no other stages")));
    }

    private void work(Stage... stages) {
        for (Picture picture : pictures()) {
            AssetUploaded asset = stored(picture, stages);
            traffic.announce(asset);
            traffic.reports(asset.assetId(), stages.length, PATIENCE);
        }
    }

    private AssetUploaded stored(Picture picture, Stage... stages) {
        var id = UUID.randomUUID();
        var place = new ObjectRef(EmbeddedS3.ORIGINALS, "training/" + id);
        try {
            byte[] original = Files.readAllBytes(picture.file());
            servers.s3().put(place.bucket(), place.key(), original);
            return StageTraffic.asset(
                    id, place, original, picture.contentType(), UploadRequest.EMPTY, stages);
        } catch (IOException e) {
            throw new UncheckedIOException(picture.file() + " cannot be read", e);
        }
    }

    /** Nobody invents anything around them, which is rare, and takes a while. */
    private List<Picture> pictures() {
        return SamplePictures.draw(folder, "").stream()
                .map(picture -> new Picture(picture.file(), ""))
                .toList();
    }
}
