package io.darkroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.AssetEnriched;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.StageStatus;
import io.darkroom.contracts.Topics;
import io.darkroom.contracts.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Pictures go all the way, and come out as one published record each. */
class WholeFlowIT {
    private final RunningDarkroom darkroom = RunningDarkroom.get();
    private final Backend backend = new Backend(darkroom);

    @Test
    void drawnPicturesArePublishedWithCaptionTagsAndCrops() {
        var ids =
                List.of(
                        backend.upload("a.jpg", Pictures.jpeg(1600, 1200, 1), null),
                        backend.upload(
                                "b.png",
                                Pictures.encode(Pictures.scene(800, 1000, 2), "png"),
                                null),
                        backend.upload(
                                "c.gif", Pictures.encode(Pictures.scene(640, 360, 3), "gif"), null),
                        backend.upload(
                                "d.tiff",
                                Pictures.encode(Pictures.scene(900, 600, 4), "tiff"),
                                null));

        var assets = backend.settled(ids, Duration.ofMinutes(2));

        assertThat(assets).allSatisfy(WholeFlowIT::isEnriched);
        publishedOnceEach(assets);
    }

    @Test
    void realPhotographsArePublishedWithCaptionTagsAndCrops() throws IOException {
        var ids = new java.util.ArrayList<UUID>();
        for (Path photograph : Pictures.photographs()) {
            ids.add(
                    backend.upload(
                            photograph.getFileName().toString(),
                            Files.readAllBytes(photograph),
                            null));
        }

        var assets = backend.settled(ids, Duration.ofMinutes(4));

        assertThat(assets).isNotEmpty().allSatisfy(WholeFlowIT::isEnriched);
        publishedOnceEach(assets);
    }

    private static void isEnriched(Asset asset) {
        assertThat(asset.state()).as(asset.toString()).isEqualTo(Asset.State.PUBLISHED);
        assertThat(asset.complete()).isTrue();
        assertThat(asset.captions()).hasSize(1);
        assertThat(asset.captions().getFirst().alt()).isNotBlank();
        assertThat(asset.captions().getFirst().source().engine()).isEqualTo("built-in");
        assertThat(asset.tags()).isNotEmpty();
        assertThat(asset.crops())
                .extracting(crop -> crop.ratio().text())
                .containsExactly("1:1", "16:9", "4:5");
        assertThat(asset.variants()).extracting(Variant::name).contains("crop-debug").hasSize(4);
        assertThat(asset.stages())
                .extracting(StageStatus::status)
                .containsOnly(StageStatus.Status.SUCCEEDED);
    }

    private void publishedOnceEach(List<Asset> assets) {
        Map<String, List<ConsumerRecord<String, byte[]>>> byKey = new HashMap<>();
        for (var record : darkroom.records(Topics.ASSET_ENRICHED)) {
            byKey.computeIfAbsent(record.key(), _ -> new java.util.ArrayList<>()).add(record);
        }
        for (Asset asset : assets) {
            var records = byKey.getOrDefault(asset.id().toString(), List.of());
            assertThat(records).as("AssetEnriched of " + asset.id()).hasSize(1);
            var record = records.getFirst();
            SchemaCheck.valid("AssetEnriched.v1", record.value());
            assertThat(
                            CloudEvent.read(headers(record), record.value(), AssetEnriched.class)
                                    .data()
                                    .asset())
                    .isEqualTo(asset);
        }
    }

    private static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
        var headers = new HashMap<String, String>();
        record.headers()
                .forEach(header -> headers.put(header.key(), CloudEvent.text(header.value())));
        return headers;
    }
}
