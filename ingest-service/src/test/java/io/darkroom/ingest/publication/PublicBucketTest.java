package io.darkroom.ingest.publication;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.Caption;
import io.darkroom.contracts.EventIds;
import io.darkroom.contracts.Finding;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Source;
import io.darkroom.ingest.AssetSeeds;
import io.darkroom.ingest.TestKeys;
import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.asset.AssetState;
import io.darkroom.ingest.asset.AssetState.InReview;
import io.darkroom.ingest.asset.AssetState.Published;
import io.darkroom.ingest.asset.ReviewRecord;
import io.darkroom.ingest.join.Settlement;
import io.darkroom.ingest.publication.PublicationQueue.Due;
import io.darkroom.ingest.support.Assets;
import io.darkroom.ingest.support.Database;
import io.darkroom.service.sql.Transactions;
import io.darkroom.storage.ObjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever happens, and whoever dies in between: the bucket ends as the record says. */
@QuarkusTest
class PublicBucketTest {
    private static final String BUCKET = "darkroom-public";
    private static final String FILE = AssetSeeds.VARIANT + ".jpg";
    private static final List<Caption> CAPTIONS =
            List.of(new Caption("en", "A table", null, false, Source.builtIn(Instant.EPOCH)));

    @Inject AssetSeeds seeds;
    @Inject Transactions transactions;
    @Inject AssetRepository assets;
    @Inject Settlement settlement;
    @Inject PublicationQueue queue;
    @Inject PublicationReconciler reconciler;
    @Inject ObjectStore store;
    @Inject MeterRegistry meters;

    @BeforeEach
    void theBucketIsThere() {
        store.ensureBucket(BUCKET);
        Database.execute("update ingest.beginning set known_since = now() - interval '1 day'");
    }

    @Test
    void aPublishedAssetsFilesAreThereAndNotWhatWasWithheldNorTheOriginal() {
        UUID id = publish();

        awaitFiles(id, Set.of(FILE));
        assertThat(store.stat(ref(id)).orElseThrow().contentType()).isEqualTo("image/jpeg");
    }

    @Test
    void whatIsTakenBackIsGone() {
        UUID id = publish();
        awaitFiles(id, Set.of(FILE));

        given().auth()
                .oauth2("reviewer")
                .contentType("application/json")
                .body(Map.of("reason", "Wrong picture"))
                .post("/v1/assets/" + id + "/withdrawal")
                .then()
                .statusCode(200);

        awaitFiles(id, Set.of());
    }

    @Test
    void whatIsReviewedAgainIsGoneUntilItIsApproved() {
        UUID id = publish();
        awaitFiles(id, Set.of(FILE));

        enter(id, state -> ((Published) state).askPerson());
        awaitFiles(id, Set.of());
        enter(id, state -> ((InReview) state).approve());

        awaitFiles(id, Set.of(FILE));
    }

    @Test
    void whatIsErasedOrRejectedIsGone() {
        UUID erased = publish();
        UUID rejected = publish();
        awaitFiles(erased, Set.of(FILE));
        awaitFiles(rejected, Set.of(FILE));

        enter(erased, state -> ((Published) state).erase());
        enter(rejected, state -> ((Published) state).askPerson());
        enter(rejected, state -> ((InReview) state).reject());

        awaitFiles(erased, Set.of());
        awaitFiles(rejected, Set.of());
    }

    @Test
    void whereTheProcessDiesBetweenTheChangeAndTheBucketAnotherFinishes() {
        UUID id = publish();
        awaitFiles(id, Set.of(FILE));
        // As it is where somebody took the asset and died before the bucket was touched.
        Database.execute(
                "insert into ingest.publication (asset_id, tenant, attempts, leased_until) values"
                        + " ('"
                        + id
                        + "', '"
                        + TestKeys.TENANT
                        + "', 1, now() + interval '1 second')");

        enter(id, state -> ((Published) state).withdraw());

        awaitFiles(id, Set.of());
        Assets.awaitPublicBucket(id);
    }

    @Test
    void whoeverWasOvertakenIsFollowedByAnotherLook() {
        UUID id = publish();
        awaitFiles(id, Set.of(FILE));
        Assets.awaitPublicBucket(id);
        var slow = new Due(id, TestKeys.TENANT, 1, 1);
        enter(id, state -> ((Published) state).withdraw());
        awaitFiles(id, Set.of());
        Assets.awaitPublicBucket(id);

        // The slow one saw the asset published, and only now puts its file.
        store.put(ref(id), new byte[] {1}, "image/jpeg");
        queue.done(slow);

        awaitFiles(id, Set.of());
    }

    @Test
    void whatDiffersForWhateverReasonIsFoundAndMended() {
        UUID lost = publish();
        UUID withdrawn = publish();
        awaitFiles(lost, Set.of(FILE));
        awaitFiles(withdrawn, Set.of(FILE));
        enter(withdrawn, state -> ((Published) state).withdraw());
        awaitFiles(withdrawn, Set.of());
        Assets.awaitPublicBucket(lost);
        Assets.awaitPublicBucket(withdrawn);
        var unknown = UUID.randomUUID();
        store.delete(ref(lost));
        store.put(ref(withdrawn), new byte[] {1}, "image/jpeg");
        store.put(ref(unknown), new byte[] {1}, "image/jpeg");
        var withheld = new ObjectRef(BUCKET, prefix(lost) + AssetSeeds.WITHHELD + ".jpg");
        store.put(withheld, new byte[] {1}, "image/jpeg");
        var elsewhere = new ObjectRef(BUCKET, "another/" + lost + "/" + FILE);
        store.put(elsewhere, new byte[] {1}, "image/jpeg");
        var foreign = new ObjectRef(BUCKET, "index.html");
        store.put(foreign, new byte[] {1}, "text/html");
        double before = found();

        reconciler.reconcile(BUCKET);

        awaitFiles(lost, Set.of(FILE));
        awaitFiles(withdrawn, Set.of());
        awaitFiles(unknown, Set.of());
        Awaitility.await().until(() -> store.stat(elsewhere).isEmpty());
        assertThat(store.stat(foreign)).isPresent();
        assertThat(found()).isGreaterThanOrEqualTo(before + 3);
        store.delete(foreign);
    }

    private UUID publish() {
        UUID id = seeds.published(TestKeys.TENANT, CAPTIONS);
        enter(id, state -> ((Published) state).changed());
        return id;
    }

    private void enter(UUID id, Function<AssetState, AssetState> transition) {
        transactions.<Void>run(session ->
                assets.lock(session, id)
                        .chain(found -> {
                            AssetRows rows = found.orElseThrow();
                            AssetState next = transition.apply(rows.asset().state());
                            if (next instanceof InReview) {
                                rows.asset().review(review(id, next.revision()));
                            }
                            return settlement.enter(session, rows, next, Instant.now());
                        }));
    }

    private static ReviewRecord review(UUID id, long revision) {
        var reasons = List.of(new Finding("requested", null, "A test asked"));
        return ReviewRecord.pending(EventIds.review(id, revision), revision, reasons, "1", 1);
    }

    private void awaitFiles(UUID id, Set<String> names) {
        Awaitility.await().untilAsserted(() -> assertThat(files(id)).isEqualTo(names));
    }

    private Set<String> files(UUID id) {
        try (var entries = store.list(BUCKET, prefix(id))) {
            return entries.map(entry -> entry.ref().key().substring(prefix(id).length()))
                    .collect(Collectors.toSet());
        }
    }

    private double found() {
        return meters.get("darkroom.publication.reconciled").counter().count();
    }

    private static ObjectRef ref(UUID id) {
        return new ObjectRef(BUCKET, prefix(id) + FILE);
    }

    private static String prefix(UUID id) {
        return TestKeys.TENANT + "/" + id + "/";
    }
}
