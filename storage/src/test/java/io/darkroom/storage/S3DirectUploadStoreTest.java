package io.darkroom.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.ObjectRef;
import io.darkroom.local.embedded.EmbeddedS3;
import io.darkroom.storage.DirectUploadStore.SignedRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody without a key of the store can do with a signed request, and cannot. */
class S3DirectUploadStoreTest {
    private static final ObjectRef REF = new ObjectRef("direct", "staging/t/a b+ü");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int PART = 5 << 20;

    @TempDir static Path data;

    @SuppressWarnings("NullAway.Init")
    private static EmbeddedS3 server;

    @SuppressWarnings("NullAway.Init")
    private static S3ObjectStore store;

    @SuppressWarnings("NullAway.Init")
    private static S3DirectUploadStore direct;

    private static final OkHttpClient ANYBODY = new OkHttpClient();

    @BeforeAll
    static void start() {
        server = EmbeddedS3.start(data, 0, "access", "secret-secret");
        var settings = S3Settings.of(server.endpoint(), server.accessKey(), server.secretKey());
        store = new S3ObjectStore(settings);
        direct = new S3DirectUploadStore(settings);
        store.ensureBucket(REF.bucket());
    }

    @AfterAll
    static void stop() {
        direct.close();
        store.close();
        server.close();
    }

    @Test
    void aSignedPutStoresWhatWasAgreed() throws IOException {
        var request = direct.signPut(REF, 3, "image/png", MINUTE);

        assertThat(send(request, new byte[3], "image/png")).isEqualTo(200);

        assertThat(store.stat(REF).orElseThrow().contentType()).isEqualTo("image/png");
        assertThat(request.toString()).doesNotContain("Signature");
    }

    @Test
    void anotherLengthIsRefusedByTheStore() throws IOException {
        var request = direct.signPut(new ObjectRef("direct", "long"), 3, "image/png", MINUTE);

        assertThat(send(request, new byte[4], "image/png")).isEqualTo(403);
        assertThat(store.stat(new ObjectRef("direct", "long"))).isEmpty();
    }

    @Test
    void anotherTypeIsRefusedByTheStore() throws IOException {
        var request = direct.signPut(new ObjectRef("direct", "typed"), 3, "image/png", MINUTE);

        assertThat(send(request, new byte[3], "text/html")).isEqualTo(403);
    }

    @Test
    void partsBecomeOneObject() throws IOException {
        var ref = new ObjectRef("direct", "staging/parts");
        String id = direct.beginParts(ref, "image/tiff");
        assertThat(send(direct.signPart(ref, id, 1, PART, MINUTE), new byte[PART], null))
                .isEqualTo(200);
        assertThat(send(direct.signPart(ref, id, 2, 10, MINUTE), new byte[11], null))
                .isEqualTo(403);
        assertThat(send(direct.signPart(ref, id, 2, 10, MINUTE), new byte[10], null))
                .isEqualTo(200);

        var parts = direct.parts(ref, id);
        direct.completeParts(ref, id, parts);

        assertThat(parts)
                .extracting(DirectUploadStore.Part::bytes)
                .containsExactly((long) PART, 10L);
        assertThat(store.stat(ref).orElseThrow().bytes()).isEqualTo(PART + 10L);
        assertThat(direct.parts(ref, id)).isEmpty();
        direct.abortParts(ref, id);
    }

    @Test
    void unfinishedUploadsAreListedUntilTheyAreAborted() {
        var ref = new ObjectRef("direct", "left/behind");
        String id = direct.beginParts(ref, "image/jpeg");

        assertThat(direct.unfinished("direct", "left/"))
                .singleElement()
                .satisfies(left -> {
                    assertThat(left.ref()).isEqualTo(ref);
                    assertThat(left.uploadId()).isEqualTo(id);
                    assertThat(left.begun()).isBefore(Instant.now().plusSeconds(5));
                });
        direct.abortParts(ref, id);
        assertThat(direct.unfinished("direct", "left/")).isEmpty();
    }

    private static int send(SignedRequest request, byte[] body, @Nullable String type)
            throws IOException {
        var builder =
                new Request.Builder()
                        .url(request.url().toString())
                        .method(request.method(), RequestBody.create(body));
        if (type != null) {
            builder.header("Content-Type", type);
        }
        try (var response = ANYBODY.newCall(builder.build()).execute()) {
            return response.code();
        }
    }
}
