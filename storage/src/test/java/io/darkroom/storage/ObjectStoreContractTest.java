package io.darkroom.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.contracts.ObjectRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every provider of the port does. */
abstract class ObjectStoreContractTest {
    private static final String BUCKET = "contract";
    private static final ObjectRef REF = new ObjectRef(BUCKET, "variants/a/b c+ü.json");
    private static final ObjectRef ABSENT = new ObjectRef(BUCKET, "absent");

    abstract ObjectStore store();

    @BeforeEach
    void emptyBucket() {
        store().ensureBucket(BUCKET);
        try (var entries = store().list(BUCKET, "")) {
            entries.toList().forEach(entry -> store().delete(entry.ref()));
        }
    }

    @Test
    void readsBackWhatWasStoredAndReplacesIt() throws IOException {
        store().put(REF, bytes("first"), "text/plain");
        store().put(REF, bytes("second"), "application/json");

        assertThat(store().get(REF, 100)).asString().isEqualTo("second");
        try (var stream = store().open(REF)) {
            assertThat(stream.readAllBytes()).asString().isEqualTo("second");
        }
        var stat = store().stat(REF).orElseThrow();
        assertThat(stat.bytes()).isEqualTo(6);
        assertThat(stat.contentType()).isEqualTo("application/json");
        assertThat(stat.eTag()).isNotBlank();
    }

    @Test
    void saysOfWhichBytesItReads() throws IOException {
        store().put(REF, bytes("second"), "application/json");

        try (var opened = store().open(REF, null);
                var entries = store().list(BUCKET, "variants/")) {
            assertThat(opened.bytes()).isEqualTo(6);
            assertThat(opened.eTag()).isNotBlank().doesNotContain("\"");
            assertThat(entries.map(ObjectStore.Entry::eTag)).containsExactly(opened.eTag());
            assertThat(opened.content().readAllBytes()).asString().isEqualTo("second");
        }
        assertThatThrownBy(() -> store().open(ABSENT, null))
                .isInstanceOf(ObjectMissingException.class);
    }

    @Test
    void storesAFileOfSeveralMegabytes(@TempDir Path folder) throws IOException {
        var content = new byte[7 << 20];
        new Random(1).nextBytes(content);
        Path file = Files.write(folder.resolve("file"), content);

        store().put(REF, file, "image/jpeg");

        assertThat(store().get(REF, content.length)).isEqualTo(content);
    }

    @Test
    void storesAnEmptyObject() {
        store().put(REF, new byte[0], "text/plain");

        assertThat(store().get(REF, 10)).isEmpty();
    }

    @Test
    void readsNoMoreThanAgreed() {
        store().put(REF, new byte[11], "text/plain");

        assertThat(store().get(REF, 11)).hasSize(11);
        assertThatThrownBy(() -> store().get(REF, 10)).isInstanceOf(ObjectTooLargeException.class);
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(store().stat(ABSENT)).isEmpty();
        assertThatThrownBy(() -> store().get(ABSENT, 10))
                .isInstanceOf(ObjectMissingException.class)
                .hasMessageContaining("absent");
        assertThatThrownBy(() -> store().open(ABSENT)).isInstanceOf(ObjectMissingException.class);
        store().delete(ABSENT);
    }

    @Test
    void copiesWithTheType() {
        var copy = new ObjectRef(BUCKET, "copies/ä +1.json");
        store().put(REF, bytes("x"), "application/json");

        store().copy(REF, copy);

        assertThat(store().get(copy, 10)).asString().isEqualTo("x");
        assertThat(store().stat(copy))
                .get()
                .extracting("contentType")
                .isEqualTo("application/json");
        assertThatThrownBy(() -> store().copy(ABSENT, copy))
                .isInstanceOf(ObjectMissingException.class);
    }

    @Test
    void deletes() {
        store().put(REF, bytes("x"), "text/plain");

        store().delete(REF);

        assertThat(store().stat(REF)).isEmpty();
    }

    @Test
    void listsByPrefix() {
        store().put(new ObjectRef(BUCKET, "one/a"), bytes("aa"), "text/plain");
        store().put(new ObjectRef(BUCKET, "one/deep/b"), bytes("b"), "text/plain");
        store().put(new ObjectRef(BUCKET, "two/c"), bytes("c"), "text/plain");

        try (var entries = store().list(BUCKET, "one/")) {
            assertThat(entries)
                    .satisfiesExactlyInAnyOrder(
                            entry -> {
                                assertThat(entry.ref().key()).isEqualTo("one/a");
                                assertThat(entry.bytes()).isEqualTo(2);
                                assertThat(entry.lastModified())
                                        .isBefore(Instant.now().plusSeconds(5));
                            },
                            entry -> assertThat(entry.ref().key()).isEqualTo("one/deep/b"));
        }
    }

    @Test
    void listsFromOneObjectToTheNext() {
        for (String key : List.of("one/a", "one/b c+ü", "one/deep/d", "one/e", "two/f")) {
            store().put(new ObjectRef(BUCKET, key), bytes("x"), "text/plain");
        }

        assertThat(keys(null, 2)).containsExactly("one/a", "one/b c+ü");
        assertThat(keys("one/b c+ü", 2)).containsExactly("one/deep/d", "one/e");
        assertThat(keys("one/c, which is not there", 9)).containsExactly("one/deep/d", "one/e");
        assertThat(keys("one/e", 2)).isEmpty();
    }

    private List<String> keys(@Nullable String after, int most) {
        return store().list(BUCKET, "one/", after, most).stream()
                .map(entry -> entry.ref().key())
                .toList();
    }

    @Test
    void makesABucketOnlyOnce() {
        store().ensureBucket(BUCKET);
        store().ensureBucket(BUCKET);

        store().put(REF, bytes("x"), "text/plain");
        assertThat(store().stat(REF)).isPresent();
    }

    @Test
    void anAbsentBucketIsAFinalAnswer() {
        var ref = new ObjectRef("no-such-bucket", "key");

        assertThatThrownBy(() -> store().put(ref, bytes("x"), "text/plain"))
                .isInstanceOfSatisfying(
                        ObjectStoreRefusedException.class,
                        refused -> assertThat(refused.worthRetrying()).isFalse());
    }

    @Test
    void refusesLinksThatLiveTooLongOrNotAtAll() {
        store().put(REF, bytes("x"), "text/plain");

        assertThatThrownBy(() -> store().presignGet(REF, Duration.ofDays(8), null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().presignGet(REF, Duration.ZERO, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(store().presignGet(REF, Duration.ofMinutes(5), null).isAbsolute()).isTrue();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
