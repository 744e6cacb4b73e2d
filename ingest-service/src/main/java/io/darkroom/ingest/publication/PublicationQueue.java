package io.darkroom.ingest.publication;

import io.darkroom.ingest.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Assets whose public files are to be looked at. Every method blocks. */
@ApplicationScoped
class PublicationQueue {
    private static final String CLAIM =
            """
            UPDATE {schema}.publication
            SET leased_until = now() + make_interval(secs => $2::float8), attempts = attempts + 1
            WHERE asset_id IN (
                SELECT asset_id FROM {schema}.publication
                WHERE due_at <= now() AND (leased_until IS NULL OR leased_until < now())
                ORDER BY due_at LIMIT $1::int FOR UPDATE SKIP LOCKED)
            RETURNING asset_id, tenant, change, attempts
            """;

    /** Only where nothing changed since, and nobody else took it over meanwhile. */
    private static final String DONE =
            "DELETE FROM {schema}.publication WHERE asset_id = $1 AND change = $2 AND attempts ="
                    + " $3";

    /** After DONE changed nothing: somebody must look once more, also if there is no row left. */
    private static final String AGAIN =
            """
            INSERT INTO {schema}.publication (asset_id, tenant, due_at)
            VALUES ($1, $2, now() + make_interval(secs => $3::float8))
            ON CONFLICT (asset_id) DO UPDATE
            SET change = publication.change + 1, due_at = excluded.due_at,
                leased_until = CASE WHEN publication.attempts = $4::int THEN NULL
                    ELSE publication.leased_until END
            """;

    private static final String OWE =
            """
            INSERT INTO {schema}.publication (asset_id, tenant)
            SELECT DISTINCT ON (asset) asset, tenant FROM unnest($1::uuid[], $2::text[]) AS owed (asset, tenant)
            ON CONFLICT (asset_id) DO UPDATE SET change = publication.change + 1, due_at = now()
            """;

    private final Sql sql;

    PublicationQueue(Sql sql) {
        this.sql = sql;
    }

    /**
     * An asset to be looked at.
     *
     * @param change the latest that whoever looks now will see
     * @param attempts how often it was taken, which also names whose turn it is
     */
    record Due(UUID asset, String tenant, long change, int attempts) {}

    /** Leases what is due. */
    List<Due> claim(int most, Duration lease) {
        return sql.query(
                CLAIM,
                row ->
                        new Due(
                                row.getUUID("asset_id"),
                                row.getString("tenant"),
                                row.getLong("change"),
                                row.getInteger("attempts")),
                most,
                (double) lease.toSeconds());
    }

    /**
     * The bucket was made as the record was when it was taken. Where the record changed, or the
     * lease had ended, it is looked at again: what was just done may be out of date.
     */
    void done(Due due) {
        if (sql.update(DONE, due.asset(), due.change(), due.attempts()) == 0) {
            again(due, Duration.ZERO);
        }
    }

    /** It is looked at again after this time. */
    void again(Due due, Duration wait) {
        sql.update(AGAIN, due.asset(), due.tenant(), wait.toMillis() / 1000.0, due.attempts());
    }

    /**
     * Somebody found that these should be looked at.
     *
     * @param tenants of each
     */
    void owe(List<UUID> assets, List<String> tenants) {
        var _ = sql.update(OWE, assets.toArray(UUID[]::new), tenants.toArray(String[]::new));
    }
}
