package io.darkroom.ingest.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.darkroom.contracts.Stage;
import io.darkroom.ingest.support.Drawn;
import io.darkroom.ingest.support.Reports;
import io.darkroom.ingest.support.Wire;
import io.darkroom.local.embedded.TestServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/** The examples of docs/clients do what they say, each where its runtime is on the machine. */
@QuarkusTest
class ClientsTest {
    private static final Path CLIENTS = Path.of("..", "docs", "clients").toAbsolutePath();

    @TempDir Path directory;

    @Test
    void curl() throws Exception {
        assumeTrue(has("curl") && has("jq"), "curl or jq is not on this machine");

        String said = run(CLIENTS.resolve("curl/upload.sh").toString());

        assertThat(said)
                .contains("state PUBLISHED", "alt A blue table", "alt=\"A blue table\"")
                .contains("\"@type\" : \"ImageObject\"");
        try (var files = Files.list(directory)) {
            assertThat(files.filter(file -> file.toString().endsWith(".jpg"))).hasSize(2);
        }
    }

    @Test
    void opensslVerifiesAWebhook() throws Exception {
        assumeTrue(has("openssl"), "openssl is not on this machine");
        var secret = SigningSecret.random();
        long now = Instant.now().getEpochSecond();
        String body = "{\"type\":\"asset.enriched\",\"data\":{\"alt\":\"Größe\"}}";
        String signature = secret.sign("id", now, body.getBytes(StandardCharsets.UTF_8));

        assertThat(verify(body, secret.text(), now, "v1,AAAA " + signature)).isZero();
        assertThat(verify(body + " ", secret.text(), now, signature)).isEqualTo(1);
        assertThat(verify(body, SigningSecret.random().text(), now, signature)).isEqualTo(1);
        long old = now - 1000;
        String stale = secret.sign("id", old, body.getBytes(StandardCharsets.UTF_8));
        assertThat(verify(body, secret.text(), old, stale)).isEqualTo(1);
    }

    @Test
    void python() throws Exception {
        assumeTrue(has("python3"), "python3 is not on this machine");

        assertThat(run("python3", CLIENTS.resolve("python/darkroom.py").toString()))
                .contains("published", "alt A blue table");
    }

    @Test
    void node() throws Exception {
        assumeTrue(has("node"), "node is not on this machine");

        assertThat(run("node", CLIENTS.resolve("node/darkroom.mjs").toString()))
                .contains("published", "alt A blue table");
    }

    @Test
    void java() throws Exception {
        String classPath =
                Stream.of(
                                KafkaConsumer.class,
                                Logger.class,
                                ObjectMapper.class,
                                JsonParser.class,
                                JsonProperty.class)
                        .map(ClientsTest::jar)
                        .collect(Collectors.joining(File.pathSeparator));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

        assertThat(run(java, "-cp", classPath, CLIENTS.resolve("java/Darkroom.java").toString()))
                .contains("told of", "published", "alt A blue table");
    }

    /** Runs a client with a picture, while the caption stage does its part for it. */
    private String run(String... command) throws IOException, InterruptedException {
        String externalId = "client-" + UUID.randomUUID();
        Path picture = Files.write(directory.resolve("table.jpg"), Drawn.jpeg(640, 480));
        var process = process(Stream.concat(Stream.of(command), Stream.of(picture.toString())));
        process.environment()
                .putAll(
                        Map.of(
                                "DARKROOM_URL",
                                "http://localhost:" + RestAssured.port,
                                "DARKROOM_KEY",
                                TestServers.API_KEY,
                                "DARKROOM_KAFKA",
                                brokers(),
                                "DARKROOM_REQUEST",
                                "{\"externalId\": \"%s\", \"stages\": [\"caption\"]}"
                                        .formatted(externalId)));
        Process running = process.start();
        try {
            Wire.send(Reports.succeeded(uploaded(externalId, running), Stage.CAPTION));
            assertThat(running.waitFor(60, TimeUnit.SECONDS)).as(said()).isTrue();
            assertThat(running.exitValue()).as(said()).isZero();
            return said();
        } finally {
            running.destroyForcibly();
        }
    }

    private UUID uploaded(String externalId, Process running) {
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> !found(externalId).isEmpty() || !running.isAlive());
        assertThat(found(externalId)).as(said()).isNotEmpty();
        return UUID.fromString(found(externalId).getFirst());
    }

    private static List<String> found(String externalId) {
        return given().auth()
                .oauth2(TestServers.API_KEY)
                .get("/v1/assets?externalId=" + externalId)
                .jsonPath()
                .getList("items.id");
    }

    private int verify(String body, String secret, long timestamp, String signatures)
            throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("body.json"), body);
        return process(
                        Stream.of(
                                CLIENTS.resolve("curl/verify-webhook.sh").toString(),
                                secret,
                                "id",
                                Long.toString(timestamp),
                                signatures))
                .redirectInput(file.toFile())
                .start()
                .waitFor();
    }

    private ProcessBuilder process(Stream<String> command) {
        return new ProcessBuilder(command.toList())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said.txt").toFile());
    }

    private String said() {
        try {
            return Files.readString(directory.resolve("said.txt"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static boolean has(String command) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(place -> Files.isExecutable(Path.of(place, command)));
    }

    private static String jar(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static String brokers() {
        return ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
    }
}
