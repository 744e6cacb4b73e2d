package io.darkroom.ingest.canary;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.darkroom.contracts.CanaryFinished;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageFinished;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.ingest.sql.Sql;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** What canaries made, in a table of its own that no record is made of. Every method blocks. */
@ApplicationScoped
class CanaryOutcomes {
    /** None of an asset that is erased; of one that comes again the later. */
    private static final String PUT =
            """
            INSERT INTO {schema}.canary_outcome
                   (stage, canary, asset_id, duration_ms, outcome, ended_at)
            SELECT $1, $2, id, $4, cast(cast($5 AS text) AS jsonb), $6 FROM {schema}.asset WHERE id = $3
            ON CONFLICT (stage, canary, asset_id) DO UPDATE
            SET duration_ms = excluded.duration_ms,
                outcome = excluded.outcome,
                ended_at = excluded.ended_at
            WHERE excluded.ended_at >= canary_outcome.ended_at
            """;

    private static final String COUNT =
            """
            SELECT count(*) FROM {schema}.canary_outcome
            WHERE stage = $1 AND canary = $2 AND ended_at >= $3
            """;

    /** Both sides of those that the stage has ended, too; the latest first. */
    private static final String PAIRS =
            """
            SELECT c.asset_id, cast(s.outcome AS text), coalesce(s.duration_ms, 0),
                   cast(c.outcome AS text), c.duration_ms
            FROM {schema}.canary_outcome c
            JOIN {schema}.asset_stage s ON s.asset_id = c.asset_id AND s.stage = c.stage
            WHERE c.stage = $1 AND c.canary = $2 AND c.ended_at >= $3
              AND s.status IN ('SUCCEEDED', 'SKIPPED', 'FAILED')
            ORDER BY c.ended_at DESC
            LIMIT $4
            """;

    private static final String FORGET = "DELETE FROM {schema}.canary_outcome WHERE ended_at < $1";

    private final Sql sql;

    CanaryOutcomes(Sql sql) {
        this.sql = sql;
    }

    void put(CloudEvent<CanaryFinished> event) {
        StageFinished made = event.data().finished();
        sql.update(
                PUT,
                made.stage().name(),
                event.data().canary(),
                made.assetId(),
                made.durationMs(),
                json(made.outcome()),
                time(event.time()));
    }

    /** How many there are since then. */
    long count(Stage stage, String canary, Instant since) {
        return sql.query(COUNT, row -> row.getLong(0), stage.name(), canary, time(since))
                .getFirst();
    }

    /** The latest since then that the stage has ended, too. */
    List<Pair> pairs(Stage stage, String canary, Instant since, int most) {
        return sql.query(PAIRS, CanaryOutcomes::pair, stage.name(), canary, time(since), most);
    }

    /** Removes what was made before. */
    void forget(Instant before) {
        sql.update(FORGET, time(before));
    }

    private static Pair pair(Row row) {
        return new Pair(
                row.getUUID(0),
                new Pair.Side(outcome(row, 1), row.getLong(2)),
                new Pair.Side(outcome(row, 3), row.getLong(4)));
    }

    private static StageOutcome outcome(Row row, int column) {
        try {
            return Json.mapper().readValue(row.getString(column), StageOutcome.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An outcome in the database cannot be read", e);
        }
    }

    private static String json(StageOutcome outcome) {
        try {
            return Json.mapper().writeValueAsString(outcome);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An outcome cannot be written as JSON", e);
        }
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
