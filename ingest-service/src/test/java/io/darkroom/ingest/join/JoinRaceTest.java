package io.darkroom.ingest.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.AssetEnriched;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.EventIds;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageFinished;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many outcomes at once: each counts once, and the record is decided once for each change. */
@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class JoinRaceTest {
    private static final List<Stage> STAGES =
            List.of(Stage.CAPTION, Stage.AUTO_TAG, Stage.SMART_CROP);

    @Inject Assets assets;
    @Inject Outcomes join;

    @AfterEach
    void forgetCopies() {
        Assets.forgetCopies();
    }

    @Test
    void aThousandOutcomesOfOneAssetAtOnce() {
        UUID id = assets.upload("{}");
        var outcomes = new ArrayList<StageFinished>();
        for (int i = 0; i < 500; i++) {
            outcomes.add(outcome(id, i));
        }
        outcomes.addAll(List.copyOf(outcomes));
        Collections.shuffle(outcomes, new Random(7));

        CompletableFuture.allOf(
                        outcomes.stream()
                                .map(JoinRaceTest::event)
                                .map(event ->
                                        join.apply(List.of(new Received<>(event, Context.root())))
                                                .subscribeAsCompletionStage())
                                .toArray(CompletableFuture<?>[]::new))
                .join();

        Asset record = assets.record(id);
        assertThat(record.state()).isEqualTo(Asset.State.PUBLISHED);
        assertThat(record.complete()).isTrue();
        // Each stage failed at most once before it succeeded.
        assertThat(record.revision()).isBetween(4L, 7L);
        Awaitility.await().until(() -> published(id), all -> all.contains(record.revision()));
        List<Long> published = published(id);
        assertThat(published)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(published.getFirst(), record.revision())
                                .boxed()
                                .toList());
        assertThat(inboxed(outcomes)).isEqualTo(500);
    }

    /** Of every stage and generation a success or a failure, 500 different ones. */
    private static StageFinished outcome(UUID id, int number) {
        Stage stage = STAGES.get(number % STAGES.size());
        int generation = 1 + number / STAGES.size();
        return number % 2 == 0
                ? Reports.finished(id, stage, generation, Reports.success(stage, List.of()))
                : Reports.finished(id, stage, generation, Reports.failed(id, stage).outcome());
    }

    @Test
    void outcomesOfAThousandAssetsAtOnce() {
        UUID first = assets.upload("{\"stages\": [\"caption\", \"auto-tag\"]}");
        List<UUID> ids = assets.copies(first, 1000);
        var outcomes = new ArrayList<StageFinished>();
        for (UUID id : ids) {
            outcomes.add(Reports.succeeded(id, Stage.CAPTION));
            outcomes.add(Reports.succeeded(id, Stage.AUTO_TAG));
        }
        // Some again, as share groups do after a death.
        outcomes.addAll(List.copyOf(outcomes.subList(0, 200)));
        Collections.shuffle(outcomes, new Random(7));

        Wire.sendAll(outcomes.stream().map(Wire::record));

        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(250))
                .until(() -> published(first, "state = 'PUBLISHED'") == ids.size());
        assertThat(published(first, "revision = 3")).isEqualTo(ids.size());
        var wanted = new HashSet<>(ids);
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(250))
                .until(() ->
                        Database.number(
                                        "select count(*) from ingest.outbox where topic = '"
                                                + Topics.ASSET_ENRICHED
                                                + "'")
                                == 0);
        assertThat(
                        Wire.records(Topics.ASSET_ENRICHED).stream()
                                .map(ConsumerRecord::key)
                                .map(UUID::fromString)
                                .filter(wanted::contains)
                                .toList())
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    private static long published(UUID first, String condition) {
        return Database.number(
                "select count(*) from ingest.asset where file_name = 'copy-of-"
                        + first
                        + "' and "
                        + condition);
    }

    private static List<Long> published(UUID id) {
        return Wire.about(id, Topics.ASSET_ENRICHED, AssetEnriched.class).stream()
                .map(event -> event.data().asset().revision())
                .toList();
    }

    private static long inboxed(List<StageFinished> outcomes) {
        return Database.number(
                outcomes.stream()
                        .map(outcome -> "'" + EventIds.stageFinished(outcome) + "'")
                        .distinct()
                        .collect(
                                Collectors.joining(
                                        ", ",
                                        "select count(*) from ingest.inbox where event_id in (",
                                        ")")));
    }

    private static CloudEvent<StageFinished> event(StageFinished outcome) {
        return CloudEvent.of(EventIds.stageFinished(outcome), "/test", Instant.now(), outcome);
    }
}
