package io.darkroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.StageStatus;
import io.darkroom.contracts.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Services die in the middle of a rush; nothing is lost and nothing counts twice. */
class KilledServiceFaultIT {
    private static final int PICTURES = 120;

    private final RunningDarkroom darkroom = RunningDarkroom.get();
    private final Backend backend = new Backend(darkroom);
    private final Stores stores = new Stores(darkroom);

    @Test
    void everyAssetReachesItsEndAlthoughServicesDie() throws Exception {
        long before = enriched();
        var ids = uploadAtOnce();

        killOnce("caption", before + PICTURES / 10);
        killOnce("transform", before + PICTURES / 4);
        killOnce("ingest", before + PICTURES / 2);
        killOnce("ingest", before + PICTURES * 3 / 4);

        var assets = backend.settled(ids, Duration.ofMinutes(6));
        assertThat(assets).extracting(Asset::state).containsOnly(Asset.State.PUBLISHED);
        assertThat(assets)
                .flatExtracting(Asset::stages)
                .extracting(StageStatus::status)
                .containsOnly(StageStatus.Status.SUCCEEDED);
        noRevisionTwice(new HashSet<>(ids));
    }

    /** Kills a service once this many assets are enriched, and waits until it runs again. */
    private void killOnce(String service, long enriched) {
        await(enriched + " assets enriched")
                .atMost(Duration.ofMinutes(3))
                .until(() -> enriched() >= enriched);
        long dead = darkroom.kill(service);
        await(service + " starts again")
                .atMost(Duration.ofMinutes(1))
                .until(() -> darkroom.pid(service) != dead);
    }

    private List<UUID> uploadAtOnce() throws InterruptedException, ExecutionException {
        byte[] picture = Pictures.jpeg(640, 480, 41);
        try (var threads = Executors.newFixedThreadPool(16)) {
            List<Future<UUID>> uploads =
                    IntStream.range(0, PICTURES)
                            .mapToObj(i ->
                                    threads.submit(() ->
                                            backend.upload(
                                                    i + ".jpg",
                                                    Pictures.withComment(picture, "rush " + i),
                                                    null)))
                            .toList();
            var ids = new ArrayList<UUID>();
            for (var upload : uploads) {
                ids.add(upload.get());
            }
            return ids;
        }
    }

    private long enriched() {
        return stores.count(
                "select count(*) from ingest.asset where state <> 'ENRICHING' and file_name is not"
                        + " null");
    }

    private void noRevisionTwice(Set<UUID> ids) {
        var seen = new HashSet<String>();
        for (var record : darkroom.records(Topics.ASSET_ENRICHED)) {
            if (ids.contains(UUID.fromString(record.key()))) {
                var revision = Backend.parse(record.value()).revision();
                assertThat(seen.add(record.key() + "@" + revision))
                        .as("%s published once, at %d", record.key(), record.offset())
                        .isTrue();
            }
        }
        assertThat(seen).hasSameSizeAs(ids);
    }
}
