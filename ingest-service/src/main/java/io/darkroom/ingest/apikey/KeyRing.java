package io.darkroom.ingest.apikey;

import io.darkroom.contracts.AccessKey;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.Topics;
import io.darkroom.ingest.asset.FanOut;
import io.darkroom.ingest.asset.Uuid7;
import io.darkroom.service.access.KeyText;
import io.darkroom.service.access.Role;
import io.darkroom.service.outbox.Outbox;
import io.darkroom.service.outbox.OutboxRecord;
import io.darkroom.service.problem.ProblemType;
import io.darkroom.service.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Creates keys and takes them back; each in one transaction with the word that others are told. */
@ApplicationScoped
class KeyRing {
    private static final Logger LOG = Logger.getLogger(KeyRing.class);

    private final Transactions transactions;
    private final Outbox outbox;
    private final StoredKeys stored;

    KeyRing(Transactions transactions, Outbox outbox, StoredKeys stored) {
        this.transactions = transactions;
        this.outbox = outbox;
        this.stored = stored;
    }

    /** Creates a key; its text is in what this gives back, and nowhere else. */
    Uni<ApiKeyView> create(ApiKeyRequest.Checked request, String tenant, String by) {
        KeyText text = KeyText.draw();
        var key =
                new AccessKey(
                        text.id(),
                        text.hash(),
                        request.name(),
                        tenant,
                        request.roles().stream().map(Role::id).toList(),
                        now(),
                        request.expiresAt(),
                        null);
        var row = new ApiKeyEntity(key, by);
        return transactions
                .begin(session -> session.persist(row).chain(() -> tell(session, row)))
                .invoke(() ->
                        LOG.infof(
                                "An API key was created keyId=%s tenant=%s roles=%s by=%s",
                                key.id(), tenant, key.roles(), by))
                .map(_ -> ApiKeyView.of(row, text.text()));
    }

    /** The tenant's keys, newest first, those that were taken back among them. */
    Uni<List<ApiKeyView>> all(String tenant) {
        return transactions
                .begin(session ->
                        session.createSelectionQuery(
                                        "from ApiKeyEntity where tenant = :tenant"
                                                + " order by createdAt desc, id",
                                        ApiKeyEntity.class)
                                .setParameter("tenant", tenant)
                                .getResultList())
                .map(rows -> rows.stream().map(ApiKeyView::of).toList());
    }

    /**
     * Takes a key back; one that was taken back stays as it is.
     *
     * @throws io.darkroom.service.problem.ProblemException (as failure) where the tenant has none
     *     with this id
     */
    Uni<Void> revoke(String id, String tenant, String by) {
        return transactions
                .begin(session ->
                        session.find(ApiKeyEntity.class, id, LockModeType.PESSIMISTIC_WRITE)
                                .chain(row -> revoke(session, row, id, tenant, by)))
                .invoke(() -> stored.forget(id));
    }

    private Uni<Void> revoke(
            Mutiny.Session session,
            @Nullable ApiKeyEntity row,
            String id,
            String tenant,
            String by) {
        if (row == null || !row.tenant.equals(tenant)) {
            return Uni.createFrom()
                    .failure(
                            ProblemType.API_KEY_NOT_FOUND.exception(
                                    "There is no API key '" + id + "' in this tenant."));
        }
        if (row.revokedAt != null) {
            return Uni.createFrom().voidItem();
        }
        row.revokedAt = now();
        row.revokedBy = by;
        LOG.infof("An API key was taken back keyId=%s tenant=%s by=%s", id, tenant, by);
        return tell(session, row);
    }

    /** Tells others of a key as it is now. */
    Uni<Void> tell(Mutiny.Session session, ApiKeyEntity row) {
        Instant now = Instant.now();
        var id = Uuid7.at(now);
        var event =
                new CloudEvent<>(
                        id.toString(), FanOut.SOURCE, AccessKey.TYPE, now, row.id, row.word());
        return outbox.append(
                session,
                new OutboxRecord(
                        id, Topics.ACCESS_KEYS, row.id, event.headers(), event.value(), null));
    }

    /** As the database keeps it. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
