package io.darkroom.local.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.darkroom.contracts.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands against a stand-in for ingest-service, which answers what each test says. */
class OpsCommandsTest {
    private static final String RUNNING =
            """
            {"instancesKnown": true, "items": [{"stage": "caption", "paused": true, "backlog": 7,
             "bulk": 2, "oldestSeconds": 130, "inFlight": %d, "waiting": 0, "concurrency": 4,
             "endedPerSecond": 1.5, "errorRate": 0.25, "deadLetters": 3, "obeying": 1,
             "control": {"by": "mara", "reason": "night\\u001b[31m"}, "instances": [{}]}]}
            """;

    private final Map<String, Deque<String>> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private HttpServer ingest;

    @BeforeEach
    void start() throws IOException {
        ingest = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ingest.createContext("/", this::answer);
        ingest.start();
    }

    @AfterEach
    void stop() {
        ingest.stop(0);
    }

    @Test
    void stagesAreShownInColumnsAndSteerNoTerminal() {
        says("GET /v1/stages", RUNNING.formatted(1));

        run("", "stages");

        assertThat(shown())
                .contains("caption", "paused by mara (night", "2m", "1.50/s", "25.0%")
                .doesNotContain("\u001b");
        assertThat(asked).containsExactly("GET /v1/stages  Bearer secret");
    }

    @Test
    void jsonIsTheAnswerItself() throws IOException {
        says("GET /v1/stages", RUNNING.formatted(1));

        run("", "stages", "--json");

        JsonNode shown = Json.mapper().readTree(shown());
        assertThat(shown.at("/items/0/backlog").asInt()).isEqualTo(7);
    }

    @Test
    void aPauseSaysWhy() {
        says("PUT /v1/stages/caption/pause", "{\"paused\": true}");

        run("", "pause", "caption", "--reason", "night");

        assertThat(asked)
                .containsExactly(
                        "PUT /v1/stages/caption/pause {\"reason\":\"night\"} Bearer secret");
        assertThat(shown()).contains("caption is paused");
    }

    @Test
    void aCanaryIsStartedAndShownBesideItsStage() {
        says("PUT /v1/stages/caption/canary", "{\"paused\": false}");
        says(
                "GET /v1/stages/caption/canary",
                """
                {"stage": "caption", "share": {"name": "larger", "percent": 2.5, "since": "now"},
                 "instances": 1, "made": 9, "compared": 8, "agreement": 0.5,
                 "baseline": {"models": ["built-in"], "succeeded": 8, "failed": 0, "medianMs": 12},
                 "canary": {"models": ["openai large"], "succeeded": 6, "failed": 2,
                  "medianMs": 900, "costs": [{"currency": "USD", "each": "0.0042"}]},
                 "examples": [{"assetId": "0193", "agreement": 0.1, "baseline": "en: A dog",
                  "canary": "en: A cat\\u001b[31m"}]}
                """);

        run("", "canary", "caption", "start", "larger", "--share", "2.5");
        run("", "canary", "caption");

        assertThat(asked.getFirst())
                .isEqualTo(
                        "PUT /v1/stages/caption/canary {\"name\":\"larger\",\"percent\":2.5}"
                                + " Bearer secret");
        assertThat(shown())
                .contains("larger does 2.5 % of caption", "openai large", "900 ms")
                .contains("0.0042 USD", "50.0%", "en: A dog", "en: A cat")
                .doesNotContain("\u001b");
    }

    @Test
    void aCanaryWithoutInstancesSaysWhatIsMissing() {
        says(
                "GET /v1/stages/caption/canary",
                "{\"stage\": \"caption\", \"share\": {\"name\": \"larger\"}, \"compared\": 0}");

        run("", "canary", "caption", "show");

        assertThat(shown()).contains("No instance has darkroom.canary.name=larger");
    }

    @Test
    void aShareHasToBeSaid() {
        for (String[] wrong :
                new String[][] {
                    {"caption", "start", "larger"},
                    {"caption", "start", "larger", "--share", "half"},
                    {"caption", "begin"}
                }) {
            assertThatThrownBy(() -> run("", "canary", wrong))
                    .isInstanceOfSatisfying(
                            OpsFailure.class,
                            failure -> assertThat(failure.code()).isEqualTo(OpsFailure.USAGE));
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void aReplayCountsAndAsksFirst() {
        says("POST /v1/dead-letters/replays", "{\"matching\": 500}", "{\"matching\": 500}");

        run("y\n", "dead-letters", "replay", "--cause", "stage-crashed");

        assertThat(asked)
                .containsExactly(
                        "POST /v1/dead-letters/replays"
                                + " {\"cause\":\"stage-crashed\",\"dryRun\":true} Bearer secret",
                        "POST /v1/dead-letters/replays {\"cause\":\"stage-crashed\"}"
                                + " Bearer secret");
        assertThat(shown()).contains("Send 500 dead letters again?", "500 dead letters are sent");
    }

    @Test
    void withoutAYesNothingIsDone() {
        says("POST /v1/reruns", "{\"matching\": 9, \"costs\": [], \"unpriced\": 9}");

        assertThatThrownBy(() -> run("\n", "rerun", "caption", "--status", "FAILED"))
                .isInstanceOfSatisfying(
                        OpsFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(OpsFailure.DECLINED));

        assertThat(asked).hasSize(1).first().asString().contains("\"dryRun\":true");
        assertThat(shown()).contains("9 assets match; what 9 of them cost is not known");
    }

    @Test
    void anImportIsShownUntilItIsDone() {
        says("POST /v1/imports", job("RUNNING", 0, ""));
        says("GET /v1/imports/0193", job("DONE", 3, ""));

        run("", "import", "s3://pictures/2025/", "--preset", "product", "--rate", "50");

        assertThat(asked.getFirst())
                .isEqualTo(
                        "POST /v1/imports {\"source\":\"s3://pictures/2025/\",\"request\":"
                                + "{\"preset\":\"product\"},\"rate\":50} Bearer secret");
        assertThat(shown()).contains("/v1/imports/0193", "DONE: 4 looked at, 3 taken in");
    }

    @Test
    void anImportNamesWhatItCouldNotAccept() {
        says("POST /v1/imports", job("RUNNING", 0, ""));
        says(
                "GET /v1/imports/0193",
                job(
                        "DONE",
                        1,
                        """
                        , "refused": 3, "refusals": [{"object": "s3://pictures/2025/notes.txt",
                         "type": "urn:darkroom:problem:not-an-image", "title": "The file is not an image", "detail": "No picture"}]
                        """));

        run("", "import", "s3://pictures/2025/");

        assertThat(shown())
                .containsPattern(
                        "s3://pictures/2025/notes.txt +The file is not an image: No picture")
                .contains("and 2 more");
    }

    @Test
    void anImportThatCannotGoOnSaysWhy() {
        says("POST /v1/imports", job("RUNNING", 0, ""));
        says(
                "GET /v1/imports/0193",
                job("CANCELLED", 1, ", \"endedBecause\": \"The bucket cannot be read\""));

        assertThatThrownBy(() -> run("", "import", "s3://pictures/"))
                .hasMessage("The bucket cannot be read")
                .isInstanceOfSatisfying(
                        OpsFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(OpsFailure.FAILED));
        assertThat(shown()).contains("CANCELLED: 4 looked at, 1 taken in");
    }

    private static String job(String state, int taken, String more) {
        return """
        {"id": "0193", "source": "s3://pictures/2025/", "state": "%s", "listed": 4, "taken": %d%s}
        """
                .formatted(state, taken, more);
    }

    @Test
    void oneIsNotMany() {
        says("POST /v1/dead-letters/replays", "{\"matching\": 1}", "{\"matching\": 1}");

        run("y\n", "dead-letters", "replay", "63cf7dd2-04dc-55cc-98fa-89c553c4ea15");

        assertThat(shown()).contains("Send 1 dead letter again?", "1 dead letter is sent");
    }

    @Test
    void aRerunOfEverythingHasToBeMeant() {
        assertThatThrownBy(() -> run("", "rerun", "caption"))
                .isInstanceOfSatisfying(
                        OpsFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(OpsFailure.USAGE));
        assertThat(asked).isEmpty();
    }

    @Test
    void aDrainWaitsUntilNothingIsInWork() {
        says("PUT /v1/stages/caption/pause", "{\"paused\": true}");
        says("GET /v1/stages", RUNNING.formatted(1), RUNNING.formatted(0));

        run("", "drain", "caption");

        assertThat(asked.stream().filter(each -> each.startsWith("GET"))).hasSize(2);
        assertThat(shown()).contains("waiting for caption (1 in flight, 1 of 1 instances paused)");
    }

    @Test
    void aDrainThatTakesTooLongSaysSo() {
        says("PUT /v1/stages/caption/pause", "{\"paused\": true}");
        says("GET /v1/stages", RUNNING.formatted(1));

        assertThatThrownBy(() -> run("", "drain", "caption", "--timeout", "0s"))
                .hasMessageContaining("still paused")
                .isInstanceOfSatisfying(
                        OpsFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(OpsFailure.TOO_LATE));
    }

    @Test
    void aRefusalIsToldInTheServicesWords() {
        assertThatThrownBy(() -> run("", "why", "01939f4e-6b1c-7a52-9c0d-3f5e8a7b1c2d"))
                .hasMessage("There is no such asset (404): nowhere\n  /id: is not known");
    }

    @Test
    void whatIsNotUnderstoodIsNamed() {
        assertThatThrownBy(() -> run("", "paws")).hasMessageContaining("'paws' is no command");
        assertThatThrownBy(() -> run("", "pause", "painting")).hasMessageContaining("no stage");
        assertThatThrownBy(() -> run("", "stages", "--fast")).hasMessageContaining("--fast");
        assertThatThrownBy(() -> run("", "import")).hasMessageContaining("s3://bucket/prefix");
        assertThatThrownBy(() -> run("", "import", "s3://pictures/", "--rate", "fast"))
                .hasMessageContaining("--rate");
        assertThatThrownBy(() -> run("", "concurrency", "caption", "0"))
                .hasMessageContaining("1 to 256");
    }

    private void run(String typed, String command, String... arguments) {
        var terminal =
                new Terminal(
                        new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8));
        var api =
                new Api(URI.create("http://127.0.0.1:" + ingest.getAddress().getPort()), "secret");
        new OpsCommands(api, new Arguments(List.of(arguments)), terminal).run(command);
    }

    private String shown() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** One answer after another; the last stays. */
    private void says(String request, String... bodies) {
        answers.put(request, new ArrayDeque<>(List.of(bodies)));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String key = exchange.getRequestHeaders().getFirst("Authorization");
        asked.add(request + " " + body + " " + key);
        var known = answers.get(request);
        String answer =
                known == null
                        ? """
                        {"title": "There is no such asset", "detail": "nowhere",
                         "errors": [{"pointer": "/id", "detail": "is not known"}]}\
                        """
                        : known.size() > 1 ? known.removeFirst() : known.getFirst();
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(known == null ? 404 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
