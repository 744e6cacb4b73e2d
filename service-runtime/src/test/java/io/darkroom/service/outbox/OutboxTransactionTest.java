package io.darkroom.service.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.contracts.AssetWithdrawn;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

/** Appending belongs to the caller's transaction. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class OutboxTransactionTest {
    private final Vertx vertx;
    private final Mutiny.SessionFactory sessions;
    private final Outbox outbox;
    private final Pool pool;

    OutboxTransactionTest(Vertx vertx, Mutiny.SessionFactory sessions, Outbox outbox, Pool pool) {
        this.vertx = vertx;
        this.sessions = sessions;
        this.outbox = outbox;
        this.pool = pool;
    }

    @Test
    void anEventIsWrittenWithItsHeaders() {
        var record = OutboxRecord.of(Topics.ASSET_ENRICHED, event());
        inTransaction(session -> outbox.append(session, record));
        var row =
                pool.preparedQuery(
                                "select headers, payload, record_key, not_before from"
                                        + " testing.outbox where event_id = $1")
                        .execute(Tuple.of(record.eventId()))
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join()
                        .iterator()
                        .next();
        assertThat(HeadersJson.read(row.getString(0)))
                .containsAllEntriesOf(record.headers())
                .containsEntry("ce_id", record.eventId().toString());
        assertThat(row.getBuffer(1).getBytes()).isEqualTo(record.payload());
        assertThat(row.getString(2)).isEqualTo(record.key());
        assertThat(row.getValue(3)).isNull();
    }

    @Test
    void aTransactionThatIsRolledBackLeavesNothing() {
        var record = OutboxRecord.of(Topics.ASSET_ENRICHED, event());
        assertThatThrownBy(() ->
                        inTransaction(session ->
                                outbox.append(session, record)
                                        .chain(session::flush)
                                        .chain(() ->
                                                Uni.createFrom()
                                                        .failure(
                                                                new IllegalStateException(
                                                                        "afterwards")))))
                .hasMessageContaining("afterwards");
        assertThat(count(record.eventId())).isZero();
    }

    @Test
    void aTombstoneIsWrittenWithoutPayload() {
        var record = OutboxRecord.tombstone(UUID.randomUUID(), Topics.ASSET_ENRICHED, "k");
        inTransaction(session -> outbox.append(session, record));
        assertThat(count(record.eventId())).isEqualTo(1);
    }

    @Test
    void whatWaitsCanBeTakenBackAndWhatIsDueCannot() {
        var waiting =
                OutboxRecord.of(Topics.ASSET_ENRICHED, event())
                        .notBefore(Instant.now().plusSeconds(60));
        var due =
                OutboxRecord.of(Topics.ASSET_ENRICHED, event())
                        .notBefore(Instant.now().minusSeconds(1));
        inTransaction(session ->
                outbox.append(session, waiting).chain(() -> outbox.append(session, due)));
        assertThat(withdrawn(waiting)).isTrue();
        assertThat(withdrawn(waiting)).isFalse();
        assertThat(withdrawn(due)).isFalse();
        assertThat(count(waiting.eventId())).isZero();
        assertThat(count(due.eventId())).isEqualTo(1);
    }

    private boolean withdrawn(OutboxRecord record) {
        return inTransaction(session -> outbox.withdraw(session, record.eventId()));
    }

    private static CloudEvent<AssetWithdrawn> event() {
        return CloudEvent.of(
                UUID.randomUUID(),
                "/darkroom/test",
                Instant.now(),
                new AssetWithdrawn(UUID.randomUUID(), "default", 2, null, Instant.now()));
    }

    private long count(UUID eventId) {
        return pool.preparedQuery("select count(*) from testing.outbox where event_id = $1")
                .execute(Tuple.of(eventId))
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .iterator()
                .next()
                .getLong(0);
    }

    /** On an event loop with a context of its own, as a request would have it. */
    private <T> T inTransaction(Function<Mutiny.Session, Uni<T>> work) {
        var result = new CompletableFuture<T>();
        var context = VertxContext.getOrCreateDuplicatedContext(vertx);
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(_ ->
                sessions.withTransaction((session, _) -> work.apply(session))
                        .subscribe()
                        .with(result::complete, result::completeExceptionally));
        return result.join();
    }
}
