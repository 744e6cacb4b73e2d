package io.darkroom.service.problem;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.darkroom.service.outbox.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ProblemAnswersTest {
    private static final String CUT =
            "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\ncut";

    private static RequestSpecification uploader() {
        return given().header("Authorization", "Bearer up-key");
    }

    private static ValidatableResponse problem(Response response, int status, String slug) {
        return response.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .body("type", equalTo("urn:darkroom:problem:" + slug))
                .body("status", equalTo(status))
                .body("title", not(equalTo("")))
                .body("detail", not(equalTo("")));
    }

    @Test
    void withoutAKeyTheApiIsClosed() {
        problem(given().get("/v1/probe/caller"), 401, "unauthorized")
                .header("WWW-Authenticate", startsWith("Bearer"));
    }

    @Test
    void aWrongKeyIsRefused() {
        problem(
                        given().header("Authorization", "Bearer nobody").get("/v1/probe/caller"),
                        401,
                        "unauthorized")
                .header("WWW-Authenticate", startsWith("Bearer"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"outage", "refused-connection"})
    void anOutageIsNoDefectAndSaysWhenToComeBack(String kind) {
        problem(uploader().get("/v1/probe/" + kind), 503, "unavailable").header("Retry-After", "5");
    }

    @Test
    void anAnswerThatCannotBeWrittenIsADefect() {
        problem(uploader().get("/v1/probe/unwritable"), 500, "internal-error");
    }

    @Test
    void withoutAKeyNobodyLearnsWhichPathsThereAre() {
        problem(given().get("/v1/nothing/here"), 401, "unauthorized");
    }

    @Test
    void aPathWrittenInAnotherWayIsStillClosed() {
        for (String path :
                new String[] {"//v1/probe/caller", "/./v1/probe/caller", "/%76%31/probe/caller"}) {
            Assertions.assertThat(given().urlEncodingEnabled(false).get(path).statusCode())
                    .as(path)
                    .isIn(401, 404);
        }
    }

    @Test
    void theWrongRoleIsRefused() {
        problem(uploader().get("/v1/probe/reviewers"), 403, "forbidden");
    }

    @Test
    void theCallerIsKnown() {
        given().header("Authorization", "bearer review-key")
                .get("/v1/probe/caller")
                .then()
                .statusCode(200)
                .body("name", equalTo("reviewing"))
                .body("tenant", equalTo("acme"))
                .body("roles", hasItem("REVIEWER"));
    }

    @Test
    void noOtherPageMayReadWhatAKeyOpens() {
        uploader()
                .header("Origin", "https://elsewhere.example")
                .get("/v1/probe/caller")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", nullValue())
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Cache-Control", "no-store");
        given().header("Origin", "https://elsewhere.example")
                .header("Access-Control-Request-Method", "GET")
                .options("/v1/probe/caller")
                .then()
                .statusCode(401)
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void healthNeedsNoKey() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200);
    }

    @Test
    void unknownPaths() {
        problem(uploader().get("/v1/nothing/here"), 404, "not-found");
        problem(given().get("/nothing.html"), 404, "not-found");
    }

    @Test
    void aPathParameterThatDoesNotConvert() {
        problem(uploader().get("/v1/probe/ids/no-uuid"), 404, "not-found");
    }

    @Test
    void aQueryParameterOutOfBounds() {
        problem(
                        uploader()
                                .get(
                                        "/v1/probe/ids/01939f4e-0000-7000-8000-000000000000?limit=201"),
                        400,
                        "parameter-invalid")
                .body("errors[0].parameter", equalTo("limit"));
    }

    @Test
    void methodNotAllowed() {
        problem(uploader().delete("/v1/probe/caller"), 405, "method-not-allowed");
    }

    @Test
    void notAcceptable() {
        problem(uploader().accept("image/png").get("/v1/probe/caller"), 406, "not-acceptable");
    }

    @Test
    void unsupportedMediaType() {
        problem(
                uploader().contentType("text/plain").body("x").post("/v1/probe/body"),
                415,
                "media-type-unsupported");
    }

    private static Response post(String json) {
        return uploader().contentType("application/json").body(json).post("/v1/probe/body");
    }

    @Test
    void malformedJson() {
        problem(post("{\"name\": "), 400, "request-malformed");
        problem(post("nonsense"), 400, "request-malformed");
        problem(post("{\"name\":\"a\",\"size\":1} trailing"), 400, "request-malformed");
    }

    @Test
    void aValueOfTheWrongType() {
        problem(post("{\"name\":\"a\",\"parts\":[{\"width\":\"wide\"}]}"), 400, "request-malformed")
                .body("errors[0].pointer", equalTo("/parts/0/width"));
    }

    @Test
    void aValueThatItsRecordRefuses() {
        problem(post("{\"name\":\"a\",\"parts\":[{\"width\":-1}]}"), 422, "field-invalid")
                .body("errors[0].pointer", equalTo("/parts/0"))
                .body("errors[0].detail", containsString("width must not be negative"));
    }

    @Test
    void anUnknownField() {
        problem(post("{\"name\":\"a\",\"nmae\":1}"), 422, "unknown-field")
                .body("errors[0].pointer", equalTo("/nmae"));
    }

    @Test
    void aConstraint() {
        problem(post("{\"name\":\" \"}"), 422, "field-invalid")
                .body("errors[0].pointer", equalTo("/name"));
    }

    @Test
    void jsonByTheContractsRules() {
        post("{\"name\":\"a\",\"size\":1,\"at\":\"2026-11-23T10:00:00Z\"}")
                .then()
                .statusCode(200)
                .body("at", equalTo("2026-11-23T10:00:00Z"))
                .body("$", not(org.hamcrest.Matchers.hasKey("parts")));
    }

    @Test
    void anUnexpectedFailureTellsAnIdAndNothingElse() {
        var response = uploader().get("/v1/probe/broken");
        problem(response, 500, "internal-error").body("instance", startsWith("urn:uuid:"));
        Assertions.assertThat(response.asString()).doesNotContain("secret cause", "Exception");
    }

    @Test
    void retryAfter() {
        problem(uploader().get("/v1/probe/busy"), 429, "rate-limited").header("Retry-After", "3");
    }

    @Test
    void tooManyBytesDeclared() {
        problem(
                uploader()
                        .contentType("application/octet-stream")
                        .body(new byte[100_000])
                        .post("/v1/probe/stream"),
                413,
                "file-too-large");
    }

    @Test
    void tooManyBytesInChunks() throws IOException {
        String head =
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n";
        for (String answer :
                new String[] {
                    chunked("/v1/probe/form", "multipart/form-data; boundary=b", head),
                    chunked("/v1/probe/stream", "application/octet-stream", "")
                }) {
            Assertions.assertThat(answer)
                    .startsWith("HTTP/1.1 413 Request Entity Too Large")
                    .contains("application/problem+json", "urn:darkroom:problem:file-too-large");
        }
    }

    @Test
    void aDocumentHasFewerBytesThanAForm() throws IOException {
        byte[] most = new byte[50_000];
        problem(
                        uploader()
                                .contentType("application/json")
                                .body(most)
                                .post("/v1/probe/body"),
                        413,
                        "file-too-large")
                .body("detail", containsString("40960"));
        Assertions.assertThat(chunked("/v1/probe/body", "application/json", "", 5))
                .startsWith("HTTP/1.1 413 Request Entity Too Large")
                .contains("40960");
        uploader()
                .multiPart("file", "a.jpg", most)
                .post("/v1/probe/form")
                .then()
                .statusCode(200)
                .body(equalTo("\"50000\""));
    }

    /** What calls itself a form is not read as a document. */
    @Test
    void aDocumentIsNoForm() {
        problem(
                uploader()
                        .contentType("multipart/form-data; boundary=b")
                        .body(new byte[50_000])
                        .post("/v1/probe/body"),
                415,
                "media-type-unsupported");
    }

    @Test
    void fewBytesInChunksAreTaken() throws IOException {
        Assertions.assertThat(chunked("/v1/probe/stream", "application/octet-stream", "", 3))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void malformedMultipart() throws IOException, InterruptedException {
        for (String type :
                new String[] {"multipart/form-data", "multipart/form-data; boundary=b"}) {
            var request =
                    HttpRequest.newBuilder(
                                    URI.create(
                                            "http://localhost:"
                                                    + RestAssured.port
                                                    + "/v1/probe/form"))
                            .header("Authorization", "Bearer up-key")
                            .header("Content-Type", type)
                            .POST(HttpRequest.BodyPublishers.ofString(CUT))
                            .build();
            try (var client = HttpClient.newHttpClient()) {
                var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                Assertions.assertThat(answer.statusCode()).as(type + answer.body()).isEqualTo(400);
                Assertions.assertThat(answer.body())
                        .contains("urn:darkroom:problem:request-malformed");
            }
        }
    }

    /** The answer to more bytes than the limit, without a Content-Length. */
    private static String chunked(String path, String type, String head) throws IOException {
        return chunked(path, type, head, 10);
    }

    private static String chunked(String path, String type, String head, int chunks)
            throws IOException {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(10_000);
            var out = socket.getOutputStream();
            write(out, "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n");
            write(out, "Authorization: Bearer up-key\r\nContent-Type: " + type + "\r\n");
            write(out, "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = head + "x".repeat(10_000);
            try {
                for (int i = 0; i < chunks; i++) {
                    write(out, Integer.toHexString(chunk.length()) + "\r\n" + chunk + "\r\n");
                }
                write(out, "0\r\n\r\n");
            } catch (IOException _) {
                // The server may have closed its side; its answer is still to be read.
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
