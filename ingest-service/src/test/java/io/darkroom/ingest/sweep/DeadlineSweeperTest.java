package io.darkroom.ingest.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.Failure;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.StageStatus;
import io.darkroom.contracts.Topics;
import io.darkroom.ingest.support.Assets;
import io.darkroom.ingest.support.Database;
import io.darkroom.ingest.support.Reports;
import io.darkroom.ingest.support.Wire;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class DeadlineSweeperTest {
    @Inject Assets assets;

    @Test
    void overdueWorkIsSentAgainTwiceThenTimedOutAndStillRepairedBySuccess() {
        UUID id = assets.upload("{\"stages\": [\"caption\", \"auto-tag\"]}");
        Wire.send(Reports.succeeded(id, Stage.CAPTION));
        assets.await(id, 2);

        for (int generation = 2; generation <= 3; generation++) {
            overdue(id);
            assertThat(assets.await(id, generation + 1).stages().getLast().generation())
                    .isEqualTo(generation);
        }
        overdue(id);
        Asset given = assets.await(id, Asset.State.PUBLISHED);

        assertThat(given.stages().getLast().status()).isEqualTo(StageStatus.Status.TIMED_OUT);
        assertThat(given.stages().getLast().error()).isNotNull();
        assertThat(given.complete()).isFalse();
        Awaitility.await().until(() -> plans(id).size() == 3);
        assertThat(plans(id))
                .containsExactly(
                        Map.of(Stage.CAPTION, 1, Stage.AUTO_TAG, 1),
                        Map.of(Stage.AUTO_TAG, 2),
                        Map.of(Stage.AUTO_TAG, 3));

        Wire.send(Reports.succeeded(id, Stage.AUTO_TAG));
        assertThat(assets.await(id, given.revision() + 1).complete()).isTrue();
    }

    @Test
    void whatIsDeferredIsSentAgainWhenItsTimeComesAndNeverTimesOut() {
        UUID id = assets.upload("{\"stages\": [\"caption\"]}");
        var why = Failure.of("model-budget-reached", "The budget is used up", null);

        for (int generation = 1; generation <= 5; generation++) {
            var past = new StageOutcome.Deferred(why, Instant.now().minusSeconds(1));
            Wire.send(Reports.finished(id, Stage.CAPTION, generation, past));
            int next = generation + 1;
            Awaitility.await().until(() -> stage(id).generation() == next);
        }
        var future = new StageOutcome.Deferred(why, Instant.now().plusSeconds(3600));
        Wire.send(Reports.finished(id, Stage.CAPTION, 6, future));
        assets.awaitQuiet(id);

        assertThat(stage(id).status()).isEqualTo(StageStatus.Status.PENDING);
        assertThat(stage(id).generation()).isEqualTo(6);
        assertThat(stage(id).error()).isEqualTo(why);
    }

    /** More than a sweep takes, and overdue for longer. */
    @Test
    void noNumberOfAssetsThatCannotBeSweptHoldsUpTheOthers() {
        UUID broken = assets.upload("{\"stages\": [\"caption\"]}");
        UUID whole = assets.upload("{\"stages\": [\"caption\"]}");
        assets.copies(broken, 210);
        try {
            Database.execute(
                    "with unreadable as (update ingest.asset set request = '[]' where file_name ="
                            + " 'copy-of-"
                            + broken
                            + "' returning id) update ingest.asset_stage set due_at = now() -"
                            + " interval '1 hour' where asset_id in (select id from unreadable)");
            overdue(whole);

            Awaitility.await().until(() -> stage(whole).generation() == 2);
        } finally {
            Assets.forgetCopies();
        }
    }

    private StageStatus stage(UUID id) {
        return assets.record(id).stages().getFirst();
    }

    private static void overdue(UUID id) {
        Database.execute(
                "update ingest.asset_stage set due_at = now() - interval '1 minute'"
                        + " where status = 'PENDING' and asset_id = '"
                        + id
                        + "'");
    }

    private static List<Map<Stage, Integer>> plans(UUID id) {
        return Wire.about(id, Topics.ASSET_UPLOADED, AssetUploaded.class).stream()
                .map(event -> event.data().plan())
                .toList();
    }
}
