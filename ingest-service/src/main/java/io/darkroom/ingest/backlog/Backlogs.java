package io.darkroom.ingest.backlog;

import io.darkroom.contracts.Stage;
import io.darkroom.ingest.asset.Deadlines;
import io.darkroom.ingest.asset.Lane;
import io.darkroom.ingest.sql.Sql;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the database owes: planned runs that have not ended. It counts what no broker shows, too.
 */
@ApplicationScoped
public class Backlogs {
    /**
     * A run that has not ended has an outcome only where its stage put it off. Rows that never had
     * one hold SQL's NULL, and those from which it was taken JSON's.
     */
    private static final String NOT_PUT_OFF = "coalesce(jsonb_typeof(s.outcome), 'null') = 'null'";

    /** What a stage put off (a budget is used up) is nothing that more instances could do. */
    private static final String WORKABLE =
            """
            SELECT s.stage, count(*) FROM {schema}.asset_stage s
            WHERE s.status = 'PENDING' AND <not put off>
            GROUP BY s.stage
            """
                    .replace("<not put off>", NOT_PUT_OFF);

    /**
     * On the bulk lane is what belongs to it, and a re-run of many: it is due later than anything
     * on the live lane could be. What a stage put off is due when the stage said.
     */
    private static final String BULK =
            "(a.lane = 'BULK' OR (<not put off> AND s.due_at > now() + make_interval(secs => $1 + 1)))"
                    .replace("<not put off>", NOT_PUT_OFF);

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

    /** Those that have waited longest first. */
    private static final String SENT_ONCE =
            """
            SELECT s.asset_id
            FROM {schema}.asset_stage s JOIN {schema}.asset a ON a.id = s.asset_id
            WHERE s.status = 'PENDING' AND s.resends = 0 AND <not put off>
                AND s.stage = $2 AND <bulk> = $3 AND s.due_at < $4
            ORDER BY s.due_at LIMIT $5
            """
                    .replace("<not put off>", NOT_PUT_OFF)
                    .replace("<bulk>", BULK);

    /**
     * What is not in Kafka yet; what was written in a transaction that is still open is not seen.
     */
    private static final String UNSENT_SINCE =
            "SELECT least(now(), min(created_at)) FROM {schema}.outbox WHERE topic = $1";

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
    public record Backlog(long all, long bulk, @Nullable Long oldestSeconds) {
        public static final Backlog NONE = new Backlog(0, 0, null);
    }

    /** How many runs instances could work on, by stage, where there are any. Blocks. */
    Map<Stage, Long> workable() {
        return sql
                .query(WORKABLE, row -> Map.entry(Stage.valueOf(row.getString(0)), row.getLong(1)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Of every stage that owes something. Blocks. */
    public Map<Stage, Backlog> now() {
        var backlogs = new EnumMap<Stage, Backlog>(Stage.class);
        sql.query(
                        COUNT,
                        row -> Map.entry(Stage.valueOf(row.getString(0)), backlog(row)),
                        (double) deadlines.deadline(Lane.LIVE).toSeconds(),
                        (double) deadlines.deadline(Lane.BULK).toSeconds())
                .forEach(entry -> backlogs.put(entry.getKey(), entry.getValue()));
        return backlogs;
    }

    /**
     * Assets whose run of a stage was sent out before a time, not again since, and has not ended.
     * Blocks.
     */
    List<UUID> sentOnce(Stage stage, Lane lane, Instant before, int max) {
        return sql.query(
                SENT_ONCE,
                row -> row.getUUID(0),
                (double) deadlines.deadline(Lane.LIVE).toSeconds(),
                stage.name(),
                lane == Lane.BULK,
                before.plus(deadlines.deadline(lane)).atOffset(ZoneOffset.UTC),
                max);
    }

    /** Since when anything waits to be sent out on a lane; now, where nothing does. Blocks. */
    Instant unsentSince(Lane lane) {
        return sql.query(UNSENT_SINCE, row -> row.getOffsetDateTime(0).toInstant(), lane.topic())
                .getFirst();
    }

    private static Backlog backlog(Row row) {
        return new Backlog(row.getLong(1), row.getLong(2), Math.max(0, row.getLong(3)));
    }
}
