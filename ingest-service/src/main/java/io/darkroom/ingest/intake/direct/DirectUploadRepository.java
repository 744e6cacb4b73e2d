package io.darkroom.ingest.intake.direct;

import io.darkroom.ingest.upload.UploadClaim;
import io.darkroom.service.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The rows of direct uploads. Every method is a transaction of its own, and blocks. */
@ApplicationScoped
class DirectUploadRepository {
    private final Transactions transactions;

    DirectUploadRepository(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Adds the upload, or finds the one that was begun under its id before. */
    DirectUploadEntity add(DirectUploadEntity upload) {
        return transactions.run(session ->
                session.find(DirectUploadEntity.class, upload.id())
                        .chain(found ->
                                found != null
                                        ? Uni.createFrom().item(found)
                                        : session.persist(upload).replaceWith(upload)));
    }

    void inParts(UUID id, String storesId, long partBytes) {
        transactions.run(session ->
                session.find(DirectUploadEntity.class, id)
                        .invoke(upload -> upload.inParts(storesId, partBytes)));
    }

    Optional<DirectUploadEntity> find(UUID id, String tenant) {
        return Optional.ofNullable(
                        transactions.run(session -> session.find(DirectUploadEntity.class, id)))
                .filter(upload -> upload.tenant().equals(tenant));
    }

    /** Writes down which asset the upload became, unless it is completed or swept already. */
    UploadClaim claim(UUID id) {
        return (session, asset) ->
                session.createMutationQuery(
                                "update DirectUploadEntity set assetId = :asset"
                                        + " where id = :id and assetId is null")
                        .setParameter("asset", asset)
                        .setParameter("id", id)
                        .executeUpdate()
                        .map(rows -> rows > 0);
    }

    /** Removes those that were not completed in time; says how many. */
    int removeAbandoned(Instant expiredBefore) {
        return transactions.run(session ->
                session.createMutationQuery(
                                "delete from DirectUploadEntity"
                                        + " where assetId is null and expiresAt < :before")
                        .setParameter("before", expiredBefore)
                        .executeUpdate());
    }

    /** Forgets which assets these became. */
    int removeCompleted(Instant expiredBefore) {
        return transactions.run(session ->
                session.createMutationQuery(
                                "delete from DirectUploadEntity"
                                        + " where assetId is not null and expiresAt < :before")
                        .setParameter("before", expiredBefore)
                        .executeUpdate());
    }

    /** Those of these that may still be completed. */
    Set<UUID> open(Collection<UUID> ids) {
        return transactions.run(session ->
                session.createSelectionQuery(
                                "select id from DirectUploadEntity"
                                        + " where assetId is null and id in :ids",
                                UUID.class)
                        .setParameter("ids", ids)
                        .getResultList()
                        .map(Set::copyOf));
    }
}
