package io.darkroom.ingest.edit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.AssetEnriched;
import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.Point;
import io.darkroom.contracts.ReviewRequested;
import io.darkroom.contracts.Source;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageOutcome.Succeeded;
import io.darkroom.contracts.StageResult;
import io.darkroom.contracts.Tag;
import io.darkroom.contracts.Topics;
import io.darkroom.ingest.TestKeys;
import io.darkroom.ingest.support.Assets;
import io.darkroom.ingest.support.Reports;
import io.darkroom.ingest.support.Wire;
import io.darkroom.local.embedded.TestServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class EditTest {
    @Inject Assets assets;

    @Test
    void aPersonsCaptionWinsOverLaterRuns() {
        UUID id = published("{}");

        patch(id, "{'captions': [{'language': 'en', 'alt': 'A laid table'}]}")
                .statusCode(200)
                .body("captions[0].alt", equalTo("A laid table"))
                .body("captions[0].source.kind", equalTo("PERSON"))
                .body("captions[0].source.editor", equalTo("test"))
                .body("state", equalTo("PUBLISHED"));

        rerun(id, "caption");
        Wire.send(
                Reports.finished(id, Stage.CAPTION, 2, Reports.success(Stage.CAPTION, List.of())));
        awaitEnded(id, Stage.CAPTION);
        assertThat(assets.record(id).captions())
                .singleElement()
                .satisfies(caption -> assertThat(caption.alt()).isEqualTo("A laid table"));
    }

    @Test
    void otherLanguagesStayAndNullTakesAllBack() {
        UUID id = published("{}");

        patch(
                        id,
                        "{'captions': [{'language': 'de', 'alt': 'Ein Tisch', 'longDescription':"
                                + " 'Lang'}]}")
                .body("captions.alt", contains("A blue table", "Ein Tisch"))
                .body("captions.source.kind", contains("BUILT_IN", "PERSON"));
        patch(id, "{'captions': null}").body("captions.alt", contains("A blue table"));
    }

    @Test
    void whatIsSentBackAsItWasReadIsNoEdit() {
        UUID id = published("{}");
        var record = given().auth().oauth2(TestServers.API_KEY).get("/v1/assets/" + id).jsonPath();

        var body =
                Map.of(
                        "captions", record.getList("captions"),
                        "tags", record.getList("tags"),
                        "focalPoint", record.getMap("focalPoint"));
        given().auth()
                .oauth2(TestServers.API_KEY)
                .contentType(EditResource.MERGE_PATCH)
                .header("If-Match", "\"" + record.getLong("revision") + "\"")
                .body(Json.mapper().valueToTree(body).toString())
                .patch("/v1/assets/" + id)
                .then()
                .statusCode(200)
                .body("revision", equalTo(record.getInt("revision")))
                .body("captions[0].source.kind", equalTo("BUILT_IN"));
    }

    @Test
    void acceptedAndRejectedTagsSurviveLaterRuns() {
        UUID id = published("{}", "Table", "Chair");

        patch(id, "{'tags': [{'label': 'Table', 'language': 'en'}, {'label': 'Oak'}]}")
                .statusCode(200)
                .body("tags.label", contains("Table", "Oak"))
                .body("tags.source.kind", contains("BUILT_IN", "PERSON"));

        rerun(id, "auto-tag");
        Wire.send(Reports.finished(id, Stage.AUTO_TAG, 2, tagged("Chair", "Lamp")));
        awaitEnded(id, Stage.AUTO_TAG);
        assertThat(assets.record(id).tags())
                .extracting(Tag::label)
                .containsExactly("Table", "Oak", "Lamp");

        patch(id, "{'tags': null}").body("tags.label", contains("Chair", "Lamp"));
    }

    /** Patch by patch, each small enough: in the end no event could hold the record. */
    @Test
    void whatPeopleWroteHasABound() {
        UUID id = published("{}");

        patch(id, captions("a")).statusCode(200);
        patch(id, captions("b"))
                .statusCode(422)
                .body("type", equalTo("urn:darkroom:problem:field-invalid"))
                .body("detail", containsString("at most 262144"));
        assertThat(assets.record(id).captions()).hasSize(51);
        patch(id, "{'captions': null}").statusCode(200);
        patch(id, captions("b")).statusCode(200);
    }

    /** Some 200 KB of them. */
    private static String captions(String series) {
        return IntStream.range(0, 50)
                .mapToObj(i ->
                        "{'language': 'en-x-%s%d', 'alt': 'A table', 'longDescription': '%s'}"
                                .formatted(series, i, "x".repeat(3_900)))
                .collect(Collectors.joining(",", "{'captions': [", "]}"));
    }

    @Test
    void aPatchThatIsTooLargeIsNotRead() {
        UUID id = published("{}");

        patch(id, "{'metadata': {'a': '" + "x".repeat(3 << 20) + "'}}")
                .statusCode(413)
                .body("type", equalTo("urn:darkroom:problem:file-too-large"));
    }

    @Test
    void allTagsCanBeCleared() {
        UUID id = published("{}", "Table");

        patch(id, "{'tags': []}").statusCode(200).body("tags", equalTo(List.of()));
    }

    @Test
    void anotherFocalPointHasThePictureCroppedAgainAroundIt() {
        UUID id = published("{}");

        patch(id, "{'focalPoint': {'x': 0.25}}")
                .statusCode(200)
                .body("focalPoint.x", equalTo(0.25f))
                .body("focalPoint.y", equalTo(0.5f))
                .body("focalPoint.source.kind", equalTo("PERSON"))
                .body("state", equalTo("PUBLISHED"))
                .body("crops.size()", equalTo(1))
                .body("stages[2].status", equalTo("PENDING"))
                .body("stages[2].generation", equalTo(2));

        var sent = Awaitility.await().until(() -> last(id), event -> event.plan().size() == 1);
        assertThat(sent.plan()).containsEntry(Stage.SMART_CROP, 2);
        assertThat(sent.runs()).containsEntry(Stage.SMART_CROP, 2);
        assertThat(sent.request().focalPoint()).isEqualTo(new Point(0.25, 0.5));

        Wire.send(
                Reports.finished(
                        id, Stage.SMART_CROP, 2, Reports.success(Stage.SMART_CROP, List.of())));
        awaitEnded(id, Stage.SMART_CROP);
        assertThat(assets.record(id).focalPoint()).extracting("x").isEqualTo(0.25);
    }

    @Test
    void metadataIsMerged() {
        UUID id = published("{'metadata': {'season': 'autumn', 'size': {'w': 1, 'h': 2}}}");

        patch(id, "{'metadata': {'season': null, 'size': {'h': 3}}}")
                .body("request.metadata", equalTo(Map.of("size", Map.of("w", 1, "h", 3))));
        patch(id, "{'metadata': null}").body("request.metadata", nullValue());
    }

    @Test
    void aPublishedAssetIsPublishedAsANewRevision() {
        UUID id = published("{}");
        long revision =
                patch(id, "{'captions': [{'language': 'en', 'alt': 'Other'}]}")
                        .extract()
                        .jsonPath()
                        .getLong("revision");

        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(Wire.about(id, Topics.ASSET_ENRICHED, AssetEnriched.class))
                                .extracting(event -> event.data().asset().revision())
                                .contains(revision));
    }

    @Test
    void whatWaitsForAReviewerIsToBeSeenAsItIsNow() {
        UUID id = finished("{'moderation': 'required'}", Asset.State.IN_REVIEW);
        long revision =
                patch(id, "{'captions': [{'language': 'en', 'alt': 'Other'}]}")
                        .body("state", equalTo("IN_REVIEW"))
                        .extract()
                        .jsonPath()
                        .getLong("revision");

        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(Wire.about(id, Topics.REVIEW_REQUESTED, ReviewRequested.class))
                                .extracting(event -> event.data().revision())
                                .contains(revision));
    }

    @Test
    void editsNeedTheRevisionThatTheyAreBasedOn() {
        UUID id = published("{}");

        send(id, TestServers.API_KEY, null, "{}")
                .statusCode(428)
                .body("type", equalTo("urn:darkroom:problem:precondition-missing"));
        send(id, TestServers.API_KEY, "\"1\"", "{}")
                .statusCode(412)
                .body("type", equalTo("urn:darkroom:problem:revision-stale"));
        send(id, "reader", "\"1\"", "{}").statusCode(403);
        send(id, TestKeys.STRANGER, "\"1\"", "{}").statusCode(404);
        send(UUID.randomUUID(), TestServers.API_KEY, "*", "{}").statusCode(404);
    }

    @Test
    void everythingThatIsWrongIsNamed() {
        UUID id = published("{}");
        String long251 = "x".repeat(251);

        patch(
                        id,
                        "{'captions': [{'language': 'en', 'alt': '"
                                + long251
                                + "'},"
                                + " {'language': 'x y', 'alt': 'a'}, 7], 'tags': [{}],"
                                + " 'focalPoint': {'x': 2}, 'state': 'PUBLISHED'}")
                .statusCode(422)
                .body(
                        "errors.pointer",
                        hasItems(
                                "/captions/0/alt",
                                "/captions/1/language",
                                "/captions/2",
                                "/tags/0/label",
                                "/focalPoint/x",
                                "/state"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {"[] | 422", "{'a | 400"})
    void whatIsNoPatchIsRefused(String body, int status) {
        patch(published("{}"), body).statusCode(status);
    }

    private UUID published(String request, String... tags) {
        return finished(request, Asset.State.PUBLISHED, tags);
    }

    private UUID finished(String request, Asset.State state, String... tags) {
        UUID id = assets.upload(request.replace('\'', '"'));
        Wire.send(Reports.succeeded(id, Stage.CAPTION));
        Wire.send(
                tags.length == 0
                        ? Reports.succeeded(id, Stage.AUTO_TAG)
                        : Reports.finished(id, Stage.AUTO_TAG, 1, tagged(tags)));
        Wire.send(Reports.succeeded(id, Stage.SMART_CROP));
        assets.await(id, state);
        return id;
    }

    private static Succeeded tagged(String... labels) {
        var found =
                Stream.of(labels)
                        .map(label -> new Tag(label, "en", 0.9, Source.builtIn(Instant.EPOCH)))
                        .toList();
        return new Succeeded(
                new StageResult.Tagged(found), List.of(), "built-in", null, null, List.of());
    }

    private void awaitEnded(UUID id, Stage stage) {
        Awaitility.await()
                .until(() ->
                        assets.record(id).stages().stream()
                                .filter(row -> row.stage() == stage)
                                .allMatch(row -> row.endedAt() != null));
    }

    private static AssetUploaded last(UUID id) {
        return Wire.about(id, Topics.ASSET_UPLOADED, AssetUploaded.class).stream()
                .map(CloudEvent::data)
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    private static void rerun(UUID id, String stage) {
        given().auth()
                .oauth2(TestServers.API_KEY)
                .post("/v1/assets/{id}/stages/{stage}/runs", id, stage)
                .then()
                .statusCode(202);
    }

    private ValidatableResponse patch(UUID id, String body) {
        String tag = "\"" + assets.record(id).revision() + "\"";
        return send(id, TestServers.API_KEY, tag, body);
    }

    private static ValidatableResponse send(
            UUID id, String key, @Nullable String ifMatch, String body) {
        var request = given().auth().oauth2(key).contentType(EditResource.MERGE_PATCH);
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return request.body(body.replace('\'', '"')).patch("/v1/assets/" + id).then();
    }
}
