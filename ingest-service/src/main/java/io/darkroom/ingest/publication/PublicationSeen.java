package io.darkroom.ingest.publication;

import io.darkroom.ingest.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * Of which assets a pass saw something in the public bucket, written down since there may be more
 * of them than fit into memory. One pass at a time. Every method blocks.
 */
@ApplicationScoped
class PublicationSeen {
    private static final String ADD =
            "INSERT INTO {schema}.publication_seen SELECT unnest($1::uuid[]) ON CONFLICT DO"
                    + " NOTHING";

    private static final String PUBLISHED =
            """
            SELECT a.id, EXISTS (SELECT FROM {schema}.publication_seen s WHERE s.asset_id = a.id)
            FROM {schema}.asset a WHERE a.state = 'PUBLISHED' AND a.id > $1 ORDER BY a.id LIMIT $2
            """;

    private final Sql sql;

    PublicationSeen(Sql sql) {
        this.sql = sql;
    }

    /** A published asset, and whether anything of it was seen. */
    record Published(UUID asset, boolean seen) {}

    void add(List<UUID> assets) {
        var _ = sql.update(ADD, (Object) assets.toArray(UUID[]::new));
    }

    /** A page of published assets, by their ids, behind one. */
    List<Published> published(UUID after, int most) {
        return sql.query(
                PUBLISHED, row -> new Published(row.getUUID(0), row.getBoolean(1)), after, most);
    }

    void forget() {
        var _ = sql.update("TRUNCATE {schema}.publication_seen");
    }
}
