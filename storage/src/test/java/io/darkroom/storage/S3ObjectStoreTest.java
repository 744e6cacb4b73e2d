package io.darkroom.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.contracts.ObjectRef;
import io.darkroom.local.embedded.EmbeddedS3;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3ObjectStoreTest extends ObjectStoreContractTest {
    private static final ObjectRef REF = new ObjectRef("contract", "link");

    @TempDir static Path data;

    @SuppressWarnings("NullAway.Init")
    private static EmbeddedS3 server;

    @SuppressWarnings("NullAway.Init")
    private static S3ObjectStore store;

    @BeforeAll
    static void start() {
        server = EmbeddedS3.start(data, 0, "access", "secret-key");
        store = new S3ObjectStore(settings("secret-key"));
    }

    @AfterAll
    static void stop() {
        store.close();
        server.close();
    }

    @Override
    ObjectStore store() {
        return store;
    }

    @Test
    void aLinkLetsItsHolderReadUnderTheNameAsked() throws IOException, InterruptedException {
        store.put(REF, bytes("content"), "text/plain");

        URI link = store.presignGet(REF, Duration.ofMinutes(1), "Füße 1.txt");

        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("content");
            assertThat(answer.headers().firstValue("content-disposition"))
                    .hasValueSatisfying(
                            value -> assertThat(value).contains("F%C3%BC%C3%9Fe%201.txt"));
        }
    }

    @Test
    void linksNameThePublicEndpoint() {
        var settings = settings("secret-key");
        try (var store =
                new S3ObjectStore(
                        new S3Settings(
                                settings.endpoint(),
                                URI.create("https://pictures.example"),
                                settings.accessKey(),
                                settings.secretKey(),
                                settings.region(),
                                settings.connectTimeout(),
                                settings.requestTimeout(),
                                settings.connections(),
                                null))) {
            URI link = store.presignGet(REF, Duration.ofMinutes(1), null);

            assertThat(link.getHost()).isEqualTo("pictures.example");
            assertThat(link.getQuery()).contains("X-Amz-Signature=");
        }
    }

    @Test
    void aWrongSecretIsAFinalAnswerThatDoesNotQuoteIt() {
        try (var wrong = new S3ObjectStore(settings("wrong-secret"))) {
            assertThatThrownBy(() -> wrong.put(REF, bytes("x"), "text/plain"))
                    .isInstanceOf(ObjectStoreRefusedException.class)
                    .message()
                    .doesNotContain("wrong-secret")
                    .contains("link");
        }
    }

    @Test
    void aStoreOutOfReachIsWorthRetrying() throws IOException {
        int closed;
        try (var socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        var settings = S3Settings.of(URI.create("http://localhost:" + closed), "a", "b");
        try (var away = new S3ObjectStore(settings)) {
            assertThatThrownBy(() -> away.get(REF, 10))
                    .isInstanceOfSatisfying(
                            ObjectStoreException.class,
                            gone -> assertThat(gone.worthRetrying()).isTrue());
        }
    }

    /** More than the system keeps for a connection, so that writing itself would wait for ever. */
    @Test
    void aStoreThatTakesNoMoreIsGivenUp() throws IOException {
        try (var silent = new ServerSocket(0)) {
            var settings =
                    new S3Settings(
                            URI.create("http://localhost:" + silent.getLocalPort()),
                            null,
                            "a",
                            "b",
                            S3Settings.DEFAULT_REGION,
                            Duration.ofSeconds(5),
                            Duration.ofMillis(300),
                            1,
                            null);
            try (var stuck = new S3ObjectStore(settings)) {
                assertThatThrownBy(() -> stuck.put(REF, new byte[32 << 20], "text/plain"))
                        .isInstanceOf(ObjectStoreException.class);
            }
        }
    }

    @Test
    void settingsDoNotShowTheirSecret() {
        assertThat(settings("secret-key").toString()).doesNotContain("secret-key");
    }

    private static S3Settings settings(String secret) {
        return S3Settings.of(server.endpoint(), "access", secret);
    }
}
