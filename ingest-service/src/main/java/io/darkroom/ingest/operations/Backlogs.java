package io.darkroom.ingest.operations;

import io.darkroom.contracts.Stage;
import io.darkroom.ingest.asset.Deadlines;
import io.darkroom.ingest.asset.Lane;
import io.darkroom.ingest.sql.Sql;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the database owes: planned runs that have not ended. It counts what no broker shows, too.
 */
@ApplicationScoped
class Backlogs {
    /**
     * On the bulk lane is what belongs to it, and a re-run of many: it is due later than anything
     * on the live lane could be. What a stage deferred is due when the stage said.
     */
    private static final String BULK =
            "(a.lane = 'BULK' OR (s.outcome IS NULL"
                    + " AND s.due_at > now() + make_interval(secs => $1 + 1)))";

    /** A first run waits since its asset came in, a later one since it was sent out. */
    private static final String COUNT =
            """
            SELECT s.stage,
                   count(*),
                   count(*) FILTER (WHERE <bulk>),
                   cast(extract(epoch FROM now() - min(CASE
                       WHEN s.run_began = 1 THEN a.created_at
                       WHEN <bulk> THEN s.due_at - make_interval(secs => $2)
                       ELSE s.due_at - make_interval(secs => $1) END)) AS bigint)
            FROM {schema}.asset_stage s JOIN {schema}.asset a ON a.id = s.asset_id
            WHERE s.status = 'PENDING'
            GROUP BY s.stage
            """
                    .replace("<bulk>", BULK);

    private final Sql sql;
    private final Deadlines deadlines;

    Backlogs(Sql sql, Deadlines deadlines) {
        this.sql = sql;
        this.deadlines = deadlines;
    }

    /**
     * Of one stage.
     *
     * @param oldestSeconds absent where nothing is owed
     */
    record Backlog(long all, long bulk, @Nullable Long oldestSeconds) {
        static final Backlog NONE = new Backlog(0, 0, null);
    }

    /** Of every stage that owes something. Blocks. */
    Map<Stage, Backlog> now() {
        var backlogs = new EnumMap<Stage, Backlog>(Stage.class);
        sql.query(
                        COUNT,
                        row -> Map.entry(Stage.valueOf(row.getString(0)), backlog(row)),
                        (double) deadlines.deadline(Lane.LIVE).toSeconds(),
                        (double) deadlines.deadline(Lane.BULK).toSeconds())
                .forEach(entry -> backlogs.put(entry.getKey(), entry.getValue()));
        return backlogs;
    }

    private static Backlog backlog(Row row) {
        return new Backlog(row.getLong(1), row.getLong(2), Math.max(0, row.getLong(3)));
    }
}
