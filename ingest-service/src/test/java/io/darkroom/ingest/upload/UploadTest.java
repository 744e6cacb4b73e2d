package io.darkroom.ingest.upload;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;

import io.darkroom.ingest.support.Database;
import io.darkroom.ingest.support.Drawn;
import io.darkroom.local.embedded.TestServers;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.S3Config;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.builder.MultiPartSpecBuilder;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.MultiPartSpecification;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class UploadTest {
    private static final byte[] PICTURE = Drawn.jpeg(640, 480);

    @Inject ObjectStore store;
    @Inject S3Config buckets;

    private long objectsBefore;
    private long rowsBefore;

    @BeforeEach
    void count() {
        store.ensureBucket(buckets.originalsBucket());
        objectsBefore = objects();
        rowsBefore = rows();
    }

    @Test
    void aPictureBecomesAnAsset() {
        String id =
                upload(form(PICTURE).multiPart(json("{\"externalId\": \"sku-1\"}")))
                        .statusCode(202)
                        .header("Location", matchesPattern(".*/v1/assets/[0-9a-f-]{36}"))
                        .header("ETag", "\"1\"")
                        .body("state", equalTo("ENRICHING"))
                        .body("revision", equalTo(1))
                        .body("externalId", equalTo("sku-1"))
                        .body("fileName", equalTo("table.jpg"))
                        .body("original.contentType", equalTo("image/jpeg"))
                        .body("original.bytes", equalTo(PICTURE.length))
                        .body("original.width", equalTo(640))
                        .body("original.height", equalTo(480))
                        .body("original.sha256", matchesPattern("[0-9a-f]{64}"))
                        .body("original.perceptualHash", matchesPattern("[0-9a-f]{16}"))
                        .body("request.stages", contains("caption", "auto-tag", "smart-crop"))
                        .body("request.crops", contains("1:1", "16:9", "4:5"))
                        .body("request.caption.languages", contains("en"))
                        .body("request.moderation", equalTo("auto"))
                        .body("stages.status", contains("PENDING", "PENDING", "PENDING"))
                        .extract()
                        .path("id");

        assertThat(UUID.fromString(id).version()).isEqualTo(7);
        assertThat(objects()).isEqualTo(objectsBefore + 1);
        assertThat(
                        Database.number(
                                "select count(*) from ingest.asset_stage where asset_id = '"
                                        + id
                                        + "'"))
                .isEqualTo(3);
    }

    @Test
    void partsComeInAnyOrderAndARequestWithoutAContentType() {
        upload(
                        caller().multiPart("request", "{\"stages\": [\"auto-tag\"]}")
                                .multiPart("file", "a.png", Drawn.png(64, 64), "text/plain"))
                .statusCode(202)
                .body("original.contentType", equalTo("image/png"))
                .body("request.stages", contains("auto-tag"));
    }

    @ParameterizedTest
    @CsvSource({
        "empty, 422, empty-file",
        "text, 415, not-an-image",
        "truncated, 422, image-truncated",
        "huge, 422, image-too-large",
        "svg, 415, svg-unsupported",
    })
    void whatIsNoGoodPictureIsRefused(String kind, int status, String slug) {
        byte[] bytes =
                switch (kind) {
                    case "empty" -> new byte[0];
                    case "text" -> "not a picture".getBytes(StandardCharsets.UTF_8);
                    case "truncated" -> Drawn.truncatedJpeg();
                    case "huge" -> Drawn.pngThatClaims(60_000, 60_000);
                    default -> Drawn.svgWithScript();
                };
        refused(form(bytes), slug);
    }

    @Test
    void aFileOverTheLimitIsRefused() {
        refused(form(new byte[5 * 1024 * 1024]), "file-too-large").statusCode(413);
    }

    @Test
    void aBodyOverTheLimitIsRefusedBeforeItIsRead() {
        var body =
                caller().contentType("multipart/form-data; boundary=big")
                        .body(new byte[9 * 1024 * 1024]);
        refused(body, "file-too-large").statusCode(413);
    }

    @Test
    void aBodyOverTheLimitOfUndeclaredLengthIsRefusedAsSoonAsItIsKnown() throws IOException {
        String answer;
        try (var upload = new ChunkedUpload()) {
            for (int i = 0; i < 9; i++) {
                upload.chunk(new byte[1024 * 1024]);
            }
            // The body goes on for ever; the answer must not wait for its end.
            answer = upload.answer();
        }

        assertThat(answer)
                .startsWith("HTTP/1.1 413 ")
                .contains("application/problem+json", "urn:darkroom:problem:file-too-large");
        assertNothingLeft();
    }

    @Test
    void aPictureOfUndeclaredLengthIsTaken() throws IOException {
        String answer;
        try (var upload = new ChunkedUpload()) {
            upload.chunk(PICTURE);
            upload.end();
            answer = upload.answer();
        }

        assertThat(answer).startsWith("HTTP/1.1 202 ").contains("ENRICHING");
        assertThat(objects()).isEqualTo(objectsBefore + 1);
    }

    @Test
    void aFormWithoutFileIsRefused() {
        refused(caller().multiPart("request", "{}"), "file-part-missing").statusCode(400);
    }

    @Test
    void aFormWithTwoFilesIsRefused() {
        refused(form(PICTURE).multiPart("file", "b.jpg", PICTURE), "file-part-repeated")
                .statusCode(400);
    }

    @Test
    void malformedJsonIsRefused() {
        refused(form(PICTURE).multiPart(json("{\"stages\": [")), "request-malformed")
                .statusCode(400);
    }

    @Test
    void aRequestOverTheLimitIsRefused() {
        refused(
                        form(PICTURE).multiPart(json("{\"x\": \"" + "x".repeat(65 * 1024) + "\"}")),
                        "file-too-large")
                .statusCode(413);
    }

    @Test
    void allErrorsOfARequestAreNamedAtOnce() {
        refused(
                        form(PICTURE)
                                .multiPart(
                                        json(
                                                "{\"stages\": [\"caption\", \"colourise\"],"
                                                    + " \"crops\": [\"16:0\"], \"colour\": 1}")),
                        "stage-unknown")
                .statusCode(422)
                .body("errors.pointer", hasItems("/stages/1", "/crops/0", "/colour"));
    }

    @Test
    void outpaintNeedsAnInstruction() {
        refused(
                        form(PICTURE)
                                .multiPart(json("{\"outpaint\": {\"aspectRatio\": \"16:9\"}}")),
                        "outpaint-instruction-missing")
                .body("errors.pointer", hasItems("/outpaint/instruction"));
    }

    @Test
    void anExternalIdThatMustBeUniqueIsTakenOnce() {
        String request = "{\"externalId\": \"only-one\", \"externalIdUnique\": true}";
        upload(form(PICTURE).multiPart(json(request))).statusCode(202);
        count();

        refused(form(PICTURE).multiPart(json(request)), "external-id-taken").statusCode(409);
    }

    @Test
    void aPictureThatLooksLikeAnotherIsWarnedOf() {
        upload(form(Drawn.jpeg(800, 800))).statusCode(202);

        upload(form(Drawn.jpeg(400, 400)).multiPart(json("{\"dedupe\": \"warn\"}")))
                .statusCode(202)
                .body("warnings[0].code", equalTo("near-duplicate"));
    }

    @Test
    void aWaitThatIsNotOverAnswersWithWhatThereIs() {
        caller().queryParam("wait", "caption")
                .queryParam("timeout", "50ms")
                .multiPart("file", "a.jpg", PICTURE)
                .post("/v1/assets")
                .then()
                .statusCode(202)
                .body("stages[0].status", equalTo("PENDING"));
    }

    @ParameterizedTest
    @CsvSource({"caption,31s,timeout", "caption,soon,timeout", "outpaint,1s,wait", "x,1s,wait"})
    void aWrongWaitIsRefused(String stages, String timeout, String parameter) {
        refused(
                        form(PICTURE).queryParam("wait", stages).queryParam("timeout", timeout),
                        "parameter-invalid")
                .statusCode(400)
                .body("errors[0].parameter", equalTo(parameter));
    }

    @Test
    void aCutUploadLeavesNothing() throws IOException {
        // Of undeclared length, so that it finds no room in memory.
        try (var upload = new ChunkedUpload()) {
            upload.chunk(PICTURE);
            upload.beginOfChunk(1_000_000, new byte[100_000]);
            Awaitility.await().until(() -> spooled() > 0);
        }

        Awaitility.await().until(() -> spooled() == 0);
        assertNothingLeft();
    }

    private static RequestSpecification caller() {
        return given().header("Authorization", "Bearer " + TestServers.API_KEY);
    }

    private static RequestSpecification form(byte[] file) {
        return caller().multiPart("file", "C:\\photos\\table.jpg", file, "image/jpeg");
    }

    private static MultiPartSpecification json(String request) {
        return new MultiPartSpecBuilder(request)
                .controlName("request")
                .mimeType("application/json")
                .build();
    }

    private static ValidatableResponse upload(RequestSpecification form) {
        return form.post("/v1/assets").then();
    }

    private ValidatableResponse refused(RequestSpecification form, String slug) {
        var answer =
                upload(form)
                        .contentType(startsWith("application/problem+json"))
                        .body("type", equalTo("urn:darkroom:problem:" + slug));
        assertNothingLeft();
        return answer;
    }

    private void assertNothingLeft() {
        assertThat(objects()).isEqualTo(objectsBefore);
        assertThat(rows()).isEqualTo(rowsBefore);
        Awaitility.await().until(() -> spooled() == 0);
    }

    private long objects() {
        try (var listed = store.list(buckets.originalsBucket(), "")) {
            return listed.count();
        }
    }

    private static long rows() {
        return Database.number("select count(*) from ingest.asset");
    }

    private static long spooled() throws IOException {
        Path directory =
                Path.of(
                        ConfigProvider.getConfig()
                                .getValue("quarkus.http.body.uploads-directory", String.class));
        if (!Files.exists(directory)) {
            return 0;
        }
        try (var files = Files.list(directory)) {
            return files.count();
        }
    }
}
