package io.darkroom.ingest.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.AssetEnriched;
import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.Caption;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.EventIds;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageFinished;
import io.darkroom.contracts.StageStatus;
import io.darkroom.contracts.Topics;
import io.darkroom.ingest.support.Assets;
import io.darkroom.ingest.support.Database;
import io.darkroom.ingest.support.Reports;
import io.darkroom.ingest.support.Wire;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.darkroom.service.events.Received;
import io.opentelemetry.context.Context;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class JoinTest {
    private static final String TWO = "{\"stages\": [\"caption\", \"auto-tag\"]}";

    @Inject Assets assets;
    @Inject Outcomes join;

    @Test
    void theFanOutNamesThePlanAndThePublishedRecordHoldsAllResults() {
        UUID id = assets.upload("{}");
        for (Stage stage : List.of(Stage.SMART_CROP, Stage.CAPTION, Stage.AUTO_TAG)) {
            Wire.send(Reports.succeeded(id, stage));
        }

        Asset record = assets.await(id, Asset.State.PUBLISHED);

        assertThat(record.complete()).isTrue();
        assertThat(record.revision()).isEqualTo(4);
        assertThat(record.captions()).extracting(Caption::alt).containsExactly("A blue table");
        assertThat(record.variants()).extracting("name").containsExactly("crop-1x1");
        assertThat(record.focalPoint()).isNotNull();
        assertThat(record.stages())
                .extracting(StageStatus::stage)
                .containsExactly(Stage.CAPTION, Stage.AUTO_TAG, Stage.SMART_CROP);
        assertThat(fannedOut(id).getFirst().data().plan())
                .isEqualTo(Map.of(Stage.CAPTION, 1, Stage.AUTO_TAG, 1, Stage.SMART_CROP, 1));
        Awaitility.await().until(() -> !published(id).isEmpty());
        assertThat(published(id))
                .singleElement()
                .satisfies(event -> assertThat(event.data().asset()).isEqualTo(record));
    }

    @Test
    void repeatsCountOnce() {
        UUID id = assets.upload(TWO);
        for (int i = 0; i < 3; i++) {
            Wire.send(Reports.succeeded(id, Stage.CAPTION));
            Wire.send(Reports.succeeded(id, Stage.AUTO_TAG));
        }
        assets.awaitQuiet(id);

        assertThat(assets.record(id).revision()).isEqualTo(3);
        Awaitility.await().until(() -> !published(id).isEmpty());
        assertThat(published(id)).hasSize(1);
    }

    @Test
    void aFailureThenALateSuccessRepairsTheAsset() {
        UUID id = assets.upload(TWO);
        Wire.send(Reports.failed(id, Stage.CAPTION));
        Wire.send(Reports.succeeded(id, Stage.AUTO_TAG));
        assertThat(assets.await(id, Asset.State.PUBLISHED).complete()).isFalse();

        Wire.send(Reports.succeeded(id, Stage.CAPTION));
        Asset repaired = assets.await(id, 4);

        assertThat(repaired.complete()).isTrue();
        assertThat(repaired.state()).isEqualTo(Asset.State.PUBLISHED);
        Awaitility.await().until(() -> published(id).size() == 2);
        assertThat(published(id))
                .extracting(event -> event.data().asset().revision())
                .containsExactly(3L, 4L);
    }

    @Test
    void aFailureAfterASuccessIsForgotten() {
        UUID id = assets.upload(TWO);
        Wire.send(Reports.succeeded(id, Stage.CAPTION));
        Wire.send(Reports.failed(id, Stage.CAPTION));
        assets.awaitQuiet(id);

        assertThat(assets.record(id).revision()).isEqualTo(2);
        assertThat(assets.record(id).stages().getFirst().status())
                .isEqualTo(StageStatus.Status.SUCCEEDED);
    }

    @Test
    void twoOutcomesAtOnceDecideOnce() {
        UUID id = assets.upload(TWO);
        var both =
                List.of(Stage.CAPTION, Stage.AUTO_TAG).stream()
                        .map(stage -> Reports.succeeded(id, stage))
                        .map(JoinTest::event)
                        .map(event ->
                                join.apply(List.of(received(event))).subscribeAsCompletionStage())
                        .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(both).join();

        assertThat(assets.record(id).state()).isEqualTo(Asset.State.PUBLISHED);
        assertThat(assets.record(id).revision()).isEqualTo(3);
        Awaitility.await().until(() -> !published(id).isEmpty());
        assertThat(published(id)).hasSize(1);
    }

    @Test
    void aTransactionThatBreaksInTheMiddleLeavesNothing() {
        UUID id = assets.upload("{\"stages\": [\"caption\"]}");
        var event = Reports.succeeded(id, Stage.CAPTION);
        // The outbox row is the last thing that the transaction writes.
        Database.execute(
                "alter table ingest.outbox add constraint broken check (record_key <> '"
                        + id
                        + "') not valid");
        try {
            assertThat(
                            join.apply(List.of(received(event(event))))
                                    .onFailure()
                                    .recoverWithNull()
                                    .await()
                                    .indefinitely())
                    .isNull();

            assertThat(assets.record(id).revision()).isEqualTo(1);
            assertThat(assets.record(id).state()).isEqualTo(Asset.State.ENRICHING);
            assertThat(inboxed(EventIds.stageFinished(event))).isZero();
        } finally {
            Database.execute("alter table ingest.outbox drop constraint broken");
        }

        Wire.send(event);
        assets.await(id, Asset.State.PUBLISHED);
    }

    @Test
    void whatComesTogetherIsJoinedInItsOrder() {
        UUID one = assets.upload(TWO);
        UUID other = assets.upload(TWO);

        apply(
                Reports.failed(one, Stage.CAPTION),
                Reports.succeeded(other, Stage.CAPTION),
                Reports.succeeded(one, Stage.CAPTION),
                Reports.succeeded(one, Stage.AUTO_TAG),
                Reports.succeeded(one, Stage.AUTO_TAG));

        Asset record = assets.record(one);
        assertThat(record.state()).isEqualTo(Asset.State.PUBLISHED);
        assertThat(record.complete()).isTrue();
        assertThat(record.revision()).isEqualTo(4);
        assertThat(assets.record(other).revision()).isEqualTo(2);
        assertThat(Database.text("select words from ingest.asset where id = '" + one + "'"))
                .as("what lists find it by")
                .hasValueSatisfying(words -> assertThat(words).contains("A blue table"));
        Awaitility.await().until(() -> !published(one).isEmpty());
        assertThat(published(one)).hasSize(1);
        assertThat(published(other)).isEmpty();
    }

    private void apply(StageFinished... outcomes) {
        join.apply(Arrays.stream(outcomes).map(outcome -> received(event(outcome))).toList())
                .await()
                .indefinitely();
    }

    private static CloudEvent<StageFinished> event(StageFinished outcome) {
        return CloudEvent.of(EventIds.stageFinished(outcome), "/test", Instant.now(), outcome);
    }

    /** One that the database refuses is set aside, and what came beside it is joined. */
    @Test
    void whatCannotBeJoinedHoldsNothingUpThatCameBesideIt() {
        UUID broken = assets.upload("{\"stages\": [\"caption\"]}");
        List<UUID> ids = assets.copies(broken, 20);
        Database.execute(
                "alter table ingest.outbox add constraint broken check (record_key <> '"
                        + broken
                        + "') not valid");
        try {
            Wire.sendAll(
                    Stream.concat(ids.stream(), Stream.of(broken))
                            .map(id -> Wire.record(Reports.succeeded(id, Stage.CAPTION))));
            ids.forEach(id -> assets.await(id, Asset.State.PUBLISHED));
            String dead = Topics.deadLetters(Topics.STAGE_FINISHED, Inbox.JOIN);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() ->
                            Wire.records(dead).stream()
                                    .anyMatch(letter -> broken.toString().equals(letter.key())));
            assertThat(assets.record(broken).state()).isEqualTo(Asset.State.ENRICHING);
        } finally {
            Database.execute("alter table ingest.outbox drop constraint broken");
            Assets.forgetCopies();
        }
    }

    @Test
    void whatIsNoEventIsSetAside() {
        byte[] garbage = "garbage".getBytes(StandardCharsets.UTF_8);
        String topic = Topics.deadLetters(Topics.STAGE_FINISHED, "join");
        Wire.send(Topics.STAGE_FINISHED, "key", garbage, Map.of());

        Awaitility.await()
                .until(() ->
                        Wire.records(topic).stream()
                                .anyMatch(letter -> Arrays.equals(letter.value(), garbage)));
    }

    private static <T> Received<T> received(CloudEvent<T> event) {
        return new Received<>(event, Context.root());
    }

    private static List<CloudEvent<AssetUploaded>> fannedOut(UUID id) {
        return Wire.about(id, Topics.ASSET_UPLOADED, AssetUploaded.class);
    }

    private static List<CloudEvent<AssetEnriched>> published(UUID id) {
        return Wire.about(id, Topics.ASSET_ENRICHED, AssetEnriched.class);
    }

    private static long inboxed(UUID eventId) {
        return Database.number(
                "select count(*) from ingest.inbox where event_id = '" + eventId + "'");
    }
}
