package io.darkroom.ingest.intake.bucket;

import static io.darkroom.ingest.intake.Notifications.created;
import static io.darkroom.ingest.intake.Notifications.message;
import static io.darkroom.ingest.intake.Notifications.record;
import static io.darkroom.ingest.intake.Notifications.removed;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.DeadLetter;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Topics;
import io.darkroom.ingest.intake.Intake;
import io.darkroom.ingest.support.Drawn;
import io.darkroom.ingest.support.Wire;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.darkroom.storage.ObjectStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class BucketTest {
    private static final byte[] PICTURE = Drawn.jpeg(320, 240);

    private final String folder = "in/" + UUID.randomUUID() + "/";

    @Inject Intake intake;
    @Inject ObjectStore store;
    @Inject BucketReconciler reconciler;
    @Inject BucketMetrics metrics;

    @ParameterizedTest
    @ValueSource(strings = {"a b+c%d.jpg", "ünï/日本 🦊.jpg", "50%25.jpg", "plain.jpg", "a=b&c.jpg"})
    void keysOfEveryKindAreFound(String name) {
        put(name, PICTURE);

        send(created("drop", folder + name));

        assertThat(await(name).tenant()).isEqualTo("default");
    }

    @Test
    void aStoreThatDoesNotEncodeKeysIsUnderstood() {
        put("a+b.jpg", PICTURE);

        send(created("drop", "KEY").replace("KEY", folder + "a+b.jpg"));

        assertThat(await("a+b.jpg").fileName()).isEqualTo("a+b.jpg");
    }

    @Test
    void repeatsAndDeletesInAnyOrderMakeOneAsset() {
        put("a.jpg", PICTURE);
        send(removed("drop", folder + "a.jpg"));
        send(created("drop", folder + "a.jpg"));
        send(created("drop", folder + "a.jpg"));
        send(removed("drop", folder + "a.jpg"));
        send(created("drop", folder + "a.jpg"));
        await("a.jpg");
        awaitQuiet();

        assertThat(count("a.jpg")).isEqualTo(1);
    }

    @Test
    void otherBytesUnderTheSameKeyAreAnotherAsset() {
        put("a.jpg", PICTURE);
        send(created("drop", folder + "a.jpg"));
        await("a.jpg");
        put("a.jpg", Drawn.jpeg(100, 80));

        send(created("drop", folder + "a.jpg"));
        send(created("drop", folder + "a.jpg"));

        Awaitility.await().until(() -> count("a.jpg") == 2);
        awaitQuiet();
        assertThat(count("a.jpg")).isEqualTo(2);
    }

    @Test
    void anObjectThatIsGoneAndAFolderAreNoErrors() {
        put("folder/", new byte[0]);
        send(created("drop", folder + "gone.jpg"));
        send(created("drop", folder + "folder/"));
        send(created("not-watched", folder + "a.jpg"));
        awaitQuiet();

        assertThat(letters(folder + "gone.jpg")).isZero();
        assertThat(letters(folder + "folder")).isZero();
        assertThat(letters("not-watched")).isZero();
    }

    @Test
    void oneThatCannotBeAcceptedKeepsNoneBesideItOut() {
        put("a.jpg", PICTURE);
        put("bad.jpg", Drawn.truncatedJpeg());
        put("b.jpg", PICTURE);

        send(
                message(
                        record("ObjectCreated:Put", "drop", folder + "a.jpg"),
                        record("ObjectCreated:Put", "drop", folder + "bad.jpg"),
                        record("ObjectCreated:Put", "drop", folder + "b.jpg")));

        await("a.jpg");
        await("b.jpg");
        Awaitility.await().until(() -> letters("bad.jpg") > 0);
        var letter =
                Wire.records(Topics.BUCKET_NOTIFICATIONS_DEAD).stream()
                        .filter(dead -> text(dead.value()).contains(encoded(folder)))
                        .findFirst()
                        .orElseThrow();
        assertThat(CloudEvent.text(letter.headers().lastHeader(DeadLetter.TYPE).value()))
                .endsWith(":image-truncated");
        assertThat(CloudEvent.text(letter.headers().lastHeader(DeadLetter.PROBLEM).value()))
                .contains("/Records/1");
        assertThat(count("bad.jpg")).isZero();
    }

    @Test
    void whatNoNotificationToldOfIsFoundOnce() {
        put("told.jpg", PICTURE);
        send(created("drop", folder + "told.jpg"));
        await("told.jpg");
        put("silent 1.jpg", PICTURE);
        put("silent+2.jpg", PICTURE);
        put("bad.jpg", Drawn.truncatedJpeg());
        double before = metrics.foundSoFar();

        reconciler.reconcile(Instant.now().plusSeconds(60));
        reconciler.reconcile(Instant.now().plusSeconds(60));

        assertThat(metrics.foundSoFar() - before).isEqualTo(2);
        assertThat(count("told.jpg")).isEqualTo(1);
        assertThat(count("silent 1.jpg")).isEqualTo(1);
        assertThat(count("silent+2.jpg")).isEqualTo(1);
        assertThat(count("bad.jpg")).isZero();
    }

    @Test
    void whatIsYoungIsLeftToItsNotification() {
        put("young.jpg", PICTURE);

        reconciler.reconcile(Instant.now().minusSeconds(60));

        assertThat(count("young.jpg")).isZero();
        store.delete(new ObjectRef("drop", folder + "young.jpg"));
    }

    @Test
    void whatIsNoNotificationIsSetAside() {
        send("{\"" + folder + "\": 1}");

        Awaitility.await().until(() -> letters(folder) == 1);
    }

    private void put(String name, byte[] bytes) {
        intake.put("drop", folder + name, bytes);
    }

    private io.darkroom.contracts.Asset await(String name) {
        return intake.awaitByReference("s3://drop/" + folder + name);
    }

    private long count(String name) {
        return Intake.countByReference("s3://drop/" + folder + name);
    }

    /** Everything that was sent before with the same key has been worked on when this is. */
    private void awaitQuiet() {
        put("zz-last.jpg", PICTURE);
        send(created("drop", folder + "zz-last.jpg"));
        await("zz-last.jpg");
        Awaitility.await()
                .until(() ->
                        Committed.all("ingest-service.notifications", Topics.BUCKET_NOTIFICATIONS));
    }

    private void send(String message) {
        Wire.send(
                Topics.BUCKET_NOTIFICATIONS,
                folder,
                message.getBytes(StandardCharsets.UTF_8),
                Map.of());
    }

    private long letters(String text) {
        return Wire.records(Topics.BUCKET_NOTIFICATIONS_DEAD).stream()
                .filter(dead ->
                        text(dead.value()).contains(encoded(folder))
                                || text(dead.value()).contains(folder))
                .filter(dead ->
                        text(dead.value()).contains(encoded(text))
                                || text(dead.value()).contains(text))
                .count();
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String text(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }
}
