package io.darkroom.ingest.deadletter;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.DeadLetter;
import io.darkroom.contracts.EventIds;
import io.darkroom.contracts.Failure;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Original;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.TopicSettings;
import io.darkroom.contracts.Topics;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.ingest.asset.AssetEntity;
import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.asset.AssetState;
import io.darkroom.ingest.asset.StageEntity;
import io.darkroom.ingest.asset.Uuid7;
import io.darkroom.ingest.asset.Warnings;
import io.darkroom.ingest.support.Assets;
import io.darkroom.ingest.support.Database;
import io.darkroom.ingest.support.Reports;
import io.darkroom.ingest.support.Wire;
import io.darkroom.local.embedded.TestServers;
import io.darkroom.service.sql.Transactions;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeadLetterTest {
    /** Five hundred by hand; every build has time for fewer. */
    private static final int MANY = Integer.getInteger("darkroom.test.letters", 150);

    private static final UploadRequest REQUEST =
            Json.mapper()
                    .convertValue(
                            Map.of("stages", List.of("auto-tag"), "moderation", "auto"),
                            UploadRequest.class);

    @Inject Assets assets;
    @Inject AssetRepository repository;
    @Inject Transactions transactions;

    /** So that a test meets its own. */
    private final String cause = "toy-" + UUID.randomUUID();

    @Test
    void everyDeadLetterTopicIsRead() {
        var read =
                ConfigProvider.getConfig()
                        .getValues("mp.messaging.incoming.dead-letters.topics", String.class);

        assertThat(read)
                .containsExactlyInAnyOrderElementsOf(
                        TopicSettings.all().stream()
                                .map(TopicSettings::name)
                                .filter(name -> name.endsWith(".dlq"))
                                .toList());
    }

    /** The stand-in for the stage fails them all, is mended, and does them all. */
    @Test
    void manyAreRepairedAfterAFixAndEachRevisionIsRaisedOnce() {
        List<UUID> ids = published(MANY);
        Wire.sendAll(ids.stream().map(this::letter));
        await().until(() -> open() == MANY);

        replay("{\"cause\": \"%s\", \"dryRun\": true}".formatted(cause), 200)
                .body("matching", equalTo(MANY));
        assertThat(open()).isEqualTo(MANY);
        replay("{\"cause\": \"%s\"}".formatted(cause), 202).body("matching", equalTo(MANY));
        await().until(() -> sent("REPLAYED") == MANY);
        assertThat(askedOnTheBulkLane(ids)).isEqualTo(MANY);
        // The stand-in for the stage reports each of them, and then all of them once more.
        reportAll(ids);
        reportAll(ids);
        awaitQuiet(ids);

        var repaired = ids.stream().map(assets::record).toList();
        assertThat(repaired).allMatch(Asset::complete).allMatch(asset -> asset.revision() == 3);
        assertThat(open()).isZero();
    }

    private static void reportAll(List<UUID> ids) {
        Wire.sendAll(
                ids.stream().map(id -> Reports.succeeded(id, Stage.AUTO_TAG)).map(Wire::record));
    }

    private static long askedOnTheBulkLane(List<UUID> ids) {
        var keys = ids.stream().map(UUID::toString).collect(Collectors.toSet());
        return Wire.records(Topics.ASSET_UPLOADED_BULK).stream()
                .filter(record -> keys.contains(record.key()))
                .count();
    }

    /** Behind all that was reported, something that changes nothing but is taken down. */
    private static void awaitQuiet(List<UUID> ids) {
        var last =
                ids.stream()
                        .map(id ->
                                Reports.finished(
                                        id,
                                        Stage.OUTPAINT,
                                        99,
                                        Reports.failed(id, Stage.OUTPAINT).outcome()))
                        .toList();
        Wire.sendAll(last.stream().map(Wire::record));
        String events =
                last.stream()
                        .map(report -> "'" + EventIds.stageFinished(report) + "'")
                        .collect(Collectors.joining(","));
        await().until(() ->
                Database.number(
                                "select count(*) from ingest.inbox where event_id in ("
                                        + events
                                        + ")")
                        == ids.size());
    }

    @Test
    void aStageIsAskedForItsPresentRunOnceMoreAndStaysFailedUntilThen() {
        UUID id = published(1).getFirst();
        giveUp(id);
        await().until(() -> open() == 1);

        replay("{\"id\": \"%s\"}".formatted(idOf(id)), 202);
        await().until(() -> asked(id).size() == 1);

        assertThat(asked(id).getLast().data().plan())
                .containsExactlyEntriesOf(Map.of(Stage.AUTO_TAG, 1));
        assertThat(assets.record(id).stages())
                .extracting(stage -> stage.status().name())
                .containsExactly("FAILED");
    }

    @Test
    void aLetterThatCannotBeSentHoldsUpNoOther() {
        List<UUID> both = published(2);
        both.forEach(this::giveUp);
        await().until(() -> open() == 2);
        List<UUID> inOrder =
                both.stream().sorted(Comparator.comparing(DeadLetterTest::idOf)).toList();
        UUID broken = inOrder.getFirst();
        UUID whole = inOrder.getLast();
        Database.execute("update ingest.asset set request = '[]' where id = '" + broken + "'");

        replay("{\"cause\": \"%s\"}".formatted(cause), 202).body("matching", equalTo(2));
        await().until(() -> askedOnTheBulkLane(List.of(whole)) == 1);
        assertThat(sent("QUEUED")).isEqualTo(1);

        Database.execute(
                "update ingest.asset set request = (select request from ingest.asset where id = '"
                        + whole
                        + "') where id = '"
                        + broken
                        + "'");
        await().until(() -> askedOnTheBulkLane(List.of(broken)) == 1);
    }

    @Test
    void whatComesBackTooOftenIsInQuarantineAndSentOnlyWhereItIsMeant() {
        UUID id = published(1).getFirst();
        giveUp(id);
        await().until(() -> open() == 1);
        for (int replays = 1; replays <= 3; replays++) {
            replay("{\"consumer\": \"auto-tag\", \"cause\": \"%s\"}".formatted(cause), 202)
                    .body("matching", equalTo(1));
            await().until(() -> sent("REPLAYED") == 1);
            giveUp(id);
            await().until(() -> sent("REPLAYED") == 0);
        }

        assertThat(sent("QUARANTINED")).isEqualTo(1);
        replay("{\"cause\": \"%s\"}".formatted(cause), 202).body("matching", equalTo(0));
        replay("{\"cause\": \"%s\", \"quarantined\": true}".formatted(cause), 202)
                .body("matching", equalTo(1));
    }

    @Test
    void anotherConsumersRecordIsSentAsItWasToWhereItCameFrom() {
        UUID id = assets.upload("{\"stages\": [\"auto-tag\"]}");
        var report = Reports.succeeded(id, Stage.AUTO_TAG);
        var event = CloudEvent.of(EventIds.stageFinished(report), "/test", Instant.now(), report);
        var headers = new LinkedHashMap<>(event.headers());
        headers.putAll(reason("join", Topics.STAGE_FINISHED));
        // A letter that lies about where it came from is not sent there.
        headers.put(DeadLetter.TOPIC, Topics.ACCESS_KEYS);
        Wire.send(Topics.STAGE_FINISHED_DEAD, id.toString(), event.value(), headers);
        await().until(() -> open() == 1);

        replay("{\"cause\": \"%s\"}".formatted(cause), 202);

        assets.await(id, Asset.State.PUBLISHED);
        assertThat(Wire.records(Topics.ACCESS_KEYS))
                .noneMatch(record -> id.toString().equals(record.key()));
    }

    @Test
    void aLetterIsShownWithItsRecordAndOnlyToThoseWhoRunTheInstallation() {
        UUID key = UUID.randomUUID();
        var headers = reason("intake", Topics.UPLOAD_REQUESTED);
        headers.put("ce_id", key.toString());
        Wire.send(
                Topics.UPLOAD_REQUESTED_DEAD,
                "mine",
                "{\"a\": 1}".getBytes(StandardCharsets.UTF_8),
                headers);
        await().until(() -> open() == 1);
        String id =
                Database.text("select id from ingest.dead_letter where " + mine()).orElseThrow();

        operator()
                .get("/v1/dead-letters/" + id)
                .then()
                .statusCode(200)
                .body("payload", equalTo("{\"a\": 1}"))
                .body("key", equalTo("mine"))
                .body("headers.ce_id", equalTo(key.toString()))
                .body("letter.error.title", equalTo("The toy broke"));
        given().header("Authorization", "Bearer operator")
                .get("/v1/dead-letters/" + id)
                .then()
                .statusCode(404);
        given().header("Authorization", "Bearer operator")
                .get("/v1/dead-letters?cause=" + cause)
                .then()
                .statusCode(200)
                .body("letters", hasSize(0));
    }

    @Test
    void lettersComeInPages() {
        published(3).forEach(this::giveUp);
        await().until(() -> open() == 3);

        var first = page("");
        var second = page("&cursor=" + first.getString("next"));

        assertThat(first.getList("letters.id")).hasSize(2);
        assertThat(second.getList("letters.id"))
                .hasSize(1)
                .doesNotContainAnyElementsOf(first.getList("letters.id"));
        assertThat(second.getString("next")).isNull();
        operator().get("/v1/dead-letters?cursor=x").then().statusCode(400);
    }

    private JsonPath page(String more) {
        return operator()
                .get("/v1/dead-letters?limit=2&cause=" + cause + more)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void anErasedAssetsLettersGoWithItAndDoNotComeBack() {
        UUID id = published(1).getFirst();
        giveUp(id);
        await().until(() -> open() == 1);

        operator().delete("/v1/assets/" + id).then().statusCode(204);
        assertThat(sent("OPEN")).isZero();
        giveUp(id);
        UUID witness = published(1).getFirst();
        giveUp(witness);

        await().until(() -> sent("OPEN") == 1);
        assertThat(Database.text("select asset_id from ingest.dead_letter where " + mine()))
                .hasValue(witness.toString());
    }

    @Test
    void aReplayOfEverythingHasToBeMeant() {
        replay("{}", 422);
        replay("{\"id\": \"%s\"}".formatted(UUID.randomUUID()), 404);
    }

    /** Published without tags, because their stage failed: revision 2. */
    private List<UUID> published(int count) {
        var all = Stream.generate(this::published).limit(count).toList();
        transactions.<Void>run(session ->
                Multi.createFrom()
                        .iterable(all)
                        .onItem()
                        .transformToUniAndConcatenate(rows -> repository.add(session, rows))
                        .collect()
                        .last());
        return all.stream().map(rows -> rows.asset().id()).toList();
    }

    private AssetRows published() {
        Instant now = Instant.now();
        UUID id = Uuid7.at(now);
        var asset =
                new AssetEntity(
                        id,
                        "default",
                        "a.jpg",
                        new ObjectRef("darkroom-originals", "originals/default/" + id),
                        new Original("image/jpeg", 9, 30, 20, "ab".repeat(32), null),
                        REQUEST,
                        Warnings.NONE,
                        now);
        asset.enter(((AssetState.Enriching) asset.state()).publish(), now);
        var stage = new StageEntity(id, Stage.AUTO_TAG, now.plus(Duration.ofHours(1)));
        var failed = new StageOutcome.Failed(Failure.of(cause, "The toy broke", null));
        stage.end(failed, 1, 4, 12, now);
        return new AssetRows(asset, List.of(stage));
    }

    private void giveUp(UUID id) {
        Wire.sendAll(Stream.of(letter(id)));
    }

    private ProducerRecord<String, byte[]> letter(UUID id) {
        return Wire.record(
                Topics.deadLetters(Stage.AUTO_TAG),
                id.toString(),
                "what was given up".getBytes(StandardCharsets.UTF_8),
                reason("auto-tag", Topics.ASSET_UPLOADED));
    }

    private Map<String, String> reason(String consumer, String topic) {
        var error = Failure.of(cause, "The toy broke", "in a test");
        return new LinkedHashMap<>(new DeadLetter(error, topic, 0, 7, consumer, 4).headers());
    }

    private static List<CloudEvent<AssetUploaded>> asked(UUID id) {
        return Wire.about(id, Topics.ASSET_UPLOADED, AssetUploaded.class);
    }

    private static String idOf(UUID asset) {
        return Database.text("select id from ingest.dead_letter where asset_id = '" + asset + "'")
                .orElseThrow();
    }

    private long open() {
        Number open =
                operator()
                        .get("/v1/dead-letters?cause=" + cause)
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("causes[0].open");
        return open == null ? 0 : open.longValue();
    }

    private long sent(String state) {
        return Database.number(
                "select count(*) from ingest.dead_letter where state = '%s' and %s"
                        .formatted(state, mine()));
    }

    private String mine() {
        return "error_type = '" + Failure.TYPE_PREFIX + cause + "'";
    }

    private static ValidatableResponse replay(String body, int status) {
        return operator()
                .contentType("application/json")
                .body(body)
                .post("/v1/dead-letters/replays")
                .then()
                .statusCode(status);
    }

    private static RequestSpecification operator() {
        return given().header("Authorization", "Bearer " + TestServers.API_KEY);
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }
}
