package io.darkroom.ingest.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.AssetEnriched;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageStatus;
import io.darkroom.contracts.Topics;
import io.darkroom.ingest.support.Assets;
import io.darkroom.ingest.support.Database;
import io.darkroom.ingest.support.Reports;
import io.darkroom.ingest.support.Wire;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The sweeper gives stages up at the moment in which they report. */
@QuarkusTest
class SweepRaceTest {
    @Inject Assets assets;
    @Inject DeadlineSweeper sweeper;

    @AfterEach
    void forgetCopies() {
        Assets.forgetCopies();
    }

    @Test
    void aSuccessThatComesAsTheTimeIsUpCountsWhicheverIsFirst() throws InterruptedException {
        UUID first = assets.upload("{\"stages\": [\"caption\"]}");
        List<UUID> ids = assets.copies(first, 60);
        Database.execute(
                "update ingest.asset_stage set resends = 9, due_at = now() - interval '1 minute'"
                        + " where asset_id in (select id from ingest.asset where file_name ="
                        + " 'copy-of-"
                        + first
                        + "')");

        Thread sweep = Thread.ofVirtual().start(sweeper::reconcileNow);
        Wire.sendAll(ids.stream().map(id -> Wire.record(Reports.succeeded(id, Stage.CAPTION))));
        sweep.join();

        for (UUID id : ids) {
            Awaitility.await()
                    .until(() ->
                            assets.record(id).stages().getFirst().status()
                                    == StageStatus.Status.SUCCEEDED);
            Asset record = assets.record(id);
            assertThat(record.state()).isEqualTo(Asset.State.PUBLISHED);
            assertThat(record.complete()).isTrue();
            assertThat(record.revision()).isBetween(2L, 3L);
        }
        for (UUID id : ids.subList(0, 10)) {
            long last = assets.record(id).revision();
            Awaitility.await().until(() -> published(id), all -> all.contains(last));
            assertThat(published(id))
                    .containsExactlyElementsOf(LongStream.rangeClosed(2, last).boxed().toList());
        }
    }

    private static List<Long> published(UUID id) {
        return Wire.about(id, Topics.ASSET_ENRICHED, AssetEnriched.class).stream()
                .map(event -> event.data().asset().revision())
                .toList();
    }
}
