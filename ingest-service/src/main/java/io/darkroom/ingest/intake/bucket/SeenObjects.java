package io.darkroom.ingest.intake.bucket;

import io.darkroom.ingest.upload.UploadClaim;
import io.darkroom.service.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Set;

/**
 * The objects of watched buckets that were taken in, or refused. The database decides which of two
 * that take the same object in at once does.
 */
@ApplicationScoped
class SeenObjects {
    private static final String TAKEN =
            """
            SELECT count(*) FROM {h-schema}bucket_object
            WHERE identity = :identity AND refusal IS NULL
            """;
    private static final String SEEN =
            """
            SELECT identity FROM {h-schema}bucket_object WHERE identity IN (:identities)
            """;
    private static final String TAKE =
            """
            INSERT INTO {h-schema}bucket_object (identity, asset_id) VALUES (:identity, :asset)
            ON CONFLICT (identity) DO UPDATE SET asset_id = excluded.asset_id, refusal = NULL
            WHERE bucket_object.refusal IS NOT NULL
            """;
    private static final String REFUSE =
            """
            INSERT INTO {h-schema}bucket_object (identity, refusal) VALUES (:identity, :refusal)
            ON CONFLICT (identity) DO NOTHING
            """;

    private final Transactions transactions;

    SeenObjects(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Whether the object became an asset. Blocks. */
    boolean taken(String identity) {
        return transactions.run(session ->
                session.createNativeQuery(TAKEN, Long.class)
                        .setParameter("identity", identity)
                        .getSingleResult())
                > 0;
    }

    /** Those of these that were taken in or refused. Blocks. */
    Set<String> seen(Collection<String> identities) {
        return transactions.run(session ->
                session.createNativeQuery(SEEN, String.class)
                        .setParameter("identities", identities)
                        .getResultList()
                        .map(Set::copyOf));
    }

    /**
     * Writes the object down with the asset that it becomes; one that was refused may come again.
     */
    UploadClaim claim(String identity) {
        return (session, asset) ->
                session.createNativeQuery(TAKE)
                        .setParameter("identity", identity)
                        .setParameter("asset", asset)
                        .executeUpdate()
                        .map(rows -> rows > 0);
    }

    /**
     * Writes down why the object did not become an asset, so that listing leaves it alone. Blocks.
     */
    void refuse(String identity, String problemType) {
        transactions.run(session ->
                session.createNativeQuery(REFUSE)
                        .setParameter("identity", identity)
                        .setParameter("refusal", problemType)
                        .executeUpdate());
    }
}
