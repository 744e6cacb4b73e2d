package io.darkroom.ingest.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.ObjectRef;
import io.darkroom.ingest.support.Assets;
import io.darkroom.ingest.support.Database;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.S3Config;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class OrphanReconcilerTest {
    @Inject Assets assets;
    @Inject ObjectStore store;
    @Inject S3Config buckets;
    @Inject OrphanReconciler reconciler;
    @Inject MeterRegistry meters;
    @Inject Pool pool;

    @BeforeEach
    void theBucketAndTheDatabaseBeganLongAgo() {
        store.ensureBucket(buckets.originalsBucket());
        since("now() - interval '1 day'");
    }

    @Test
    void whatNoAssetOwnsGoesAndTheRestStays() {
        reconciler.reconcile(Instant.now().plusSeconds(1)); // what other tests left
        ObjectRef owned = original("default", assets.upload("{}"));
        ObjectRef elsewhere = original("another-tenant", UUID.fromString(id(owned)));
        ObjectRef orphan = put(original("default", UUID.randomUUID()));
        put(elsewhere);
        ObjectRef beside =
                put(new ObjectRef(owned.bucket(), owned.key() + "." + UUID.randomUUID()));
        ObjectRef foreign = put(new ObjectRef(buckets.originalsBucket(), "originals/notes.txt"));
        double before = removed();

        reconciler.reconcile(Instant.now().plusSeconds(1));

        assertThat(store.stat(orphan)).isEmpty();
        assertThat(store.stat(elsewhere)).isEmpty();
        assertThat(store.stat(beside)).as("of an attempt that was beaten").isEmpty();
        assertThat(store.stat(owned)).isPresent();
        assertThat(store.stat(foreign)).isPresent();
        assertThat(removed()).isEqualTo(before + 3);
        store.delete(foreign);
    }

    @Test
    void anOriginalThatMayBeOnItsWayStays() {
        ObjectRef young = put(original("default", UUID.randomUUID()));

        reconciler.reconcile(Instant.now().minusSeconds(60));

        assertThat(store.stat(young)).isPresent();
        store.delete(young);
    }

    @Test
    void whatIsOlderThanTheDatabaseStays() {
        ObjectRef older = put(original("default", UUID.randomUUID()));
        since("now() + interval '1 hour'");

        reconciler.reconcile(Instant.now().plusSeconds(1));

        assertThat(store.stat(older)).isPresent();
        store.delete(older);
    }

    @Test
    void whileAnotherInstanceLeadsNothingIsDone() {
        ObjectRef orphan = put(original("default", UUID.randomUUID()));

        try (var _ = Lead.tryTake(pool, "reconcile-originals").orElseThrow()) {
            reconciler.reconcile(Instant.now().plusSeconds(1));
            assertThat(store.stat(orphan)).isPresent();
        }
        reconciler.reconcile(Instant.now().plusSeconds(1));

        assertThat(store.stat(orphan)).isEmpty();
    }

    private static void since(String time) {
        Database.execute("update ingest.beginning set known_since = " + time);
    }

    private double removed() {
        return meters.get("darkroom.reconciled.orphans").counter().count();
    }

    private ObjectRef put(ObjectRef ref) {
        store.put(ref, new byte[] {1}, "image/jpeg");
        return ref;
    }

    private ObjectRef original(String tenant, UUID id) {
        return new ObjectRef(buckets.originalsBucket(), "originals/" + tenant + "/" + id);
    }

    private static String id(ObjectRef original) {
        return original.key().substring(original.key().lastIndexOf('/') + 1);
    }
}
