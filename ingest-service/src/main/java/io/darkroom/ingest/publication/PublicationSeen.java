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

    private static final String UNSEEN =
            """
            SELECT a.id FROM {schema}.asset a WHERE a.state = 'PUBLISHED' AND a.id > $1
                AND NOT EXISTS (SELECT FROM {schema}.publication_seen s WHERE s.asset_id = a.id)
            ORDER BY a.id LIMIT $2
            """;

    private final Sql sql;

    PublicationSeen(Sql sql) {
        this.sql = sql;
    }

    void add(List<UUID> assets) {
        var _ = sql.update(ADD, (Object) assets.toArray(UUID[]::new));
    }

    /** Published assets of which nothing was seen, by their ids, behind one. */
    List<UUID> unseen(UUID after, int most) {
        return sql.query(UNSEEN, row -> row.getUUID(0), after, most);
    }

    void forget() {
        var _ = sql.update("TRUNCATE {schema}.publication_seen");
    }
}
