package io.darkroom.benchmarks.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.darkroom.benchmarks.pipeline.JoinedRows.Joined;
import io.darkroom.benchmarks.pipeline.JoinedRows.Outcome;
import io.darkroom.benchmarks.pipeline.JoinedRows.Written;
import io.darkroom.contracts.Asset;
import io.darkroom.contracts.AssetEnriched;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.EventIds;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.Topics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;

/** The rows of the join by a loop that reads, parses and decides nothing. */
final class BareJoin {
    /** Outcomes in a transaction. */
    static final int BATCH = 100;

    private static final String OUTCOME =
            """
            update ingest.asset_stage set status = ?, attempts = ?, duration_ms = ?, outcome = ?::jsonb, ended_at = ?
            where asset_id = ? and stage = ?
            """;
    private static final String REVISION =
            "update ingest.asset set revision = ?, updated_at = ? where id = ?";
    private static final String RECORD =
            """
            update ingest.asset set state = ?, revision = ?, updated_at = ?, perceptual_hash = ?, hash_due = false,
                labels = ?, words = ? where id = ?
            """;
    private static final String HEARD =
            "insert into ingest.inbox (consumer, event_id) values ('join', ?)";
    private static final String OWED =
            """
            insert into ingest.outbox (event_id, topic, record_key, headers, payload) values (?, ?, ?, ?, ?)
            """;

    private BareJoin() {}

    /**
     * Writes all of it, in batches.
     *
     * @param connection stays the caller's
     * @return the seconds that it took
     */
    static double write(Connection connection, Written written) throws SQLException {
        var left = new HashMap<UUID, Integer>();
        written.outcomeRows().forEach(row -> left.merge(row.asset(), 1, Integer::sum));
        long start = System.nanoTime();
        connection.setAutoCommit(false);
        try (var outcome = connection.prepareStatement(OUTCOME);
                var heard = connection.prepareStatement(HEARD);
                var revision = connection.prepareStatement(REVISION);
                var record = connection.prepareStatement(RECORD);
                var owed = connection.prepareStatement(OWED)) {
            var all = List.of(heard, outcome, revision, record, owed);
            int waiting = 0;
            for (Outcome row : written.outcomeRows()) {
                add(heard, UUID.randomUUID().toString());
                add(
                        outcome,
                        row.status(),
                        row.attempts(),
                        row.durationMs(),
                        row.outcome(),
                        row.endedAt(),
                        row.asset(),
                        row.stage());
                int after = left.merge(row.asset(), -1, Integer::sum);
                add(written.record(row), row.asset(), after, revision, record);
                if (after == 0) {
                    owe(owed, written.published(row));
                }
                if (++waiting == BATCH) {
                    commit(connection, all);
                    waiting = 0;
                }
            }
            commit(connection, all);
        } finally {
            connection.setAutoCommit(true);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** Each outcome is a revision; what is searched by is written with the last one only. */
    private static void add(
            Joined joined,
            UUID asset,
            int left,
            PreparedStatement revision,
            PreparedStatement record)
            throws SQLException {
        if (left > 0) {
            add(revision, joined.revision() - left, joined.updatedAt(), asset);
        } else {
            add(
                    record,
                    joined.state(),
                    joined.revision(),
                    joined.updatedAt(),
                    joined.perceptualHash(),
                    joined.labels(),
                    joined.words(),
                    asset);
        }
    }

    private static void owe(PreparedStatement owed, Asset asset) throws SQLException {
        var event =
                CloudEvent.of(
                        EventIds.of(asset.id() + "/enriched/" + asset.revision()),
                        "/bench",
                        asset.updatedAt(),
                        new AssetEnriched(asset));
        String headers;
        try {
            headers = Json.mapper().writeValueAsString(event.headers());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Headers are text", e);
        }
        add(
                owed,
                UUID.fromString(event.id()),
                Topics.ASSET_ENRICHED,
                asset.id().toString(),
                headers,
                event.value());
    }

    private static void add(PreparedStatement batch, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            batch.setObject(i + 1, values[i]);
        }
        batch.addBatch();
    }

    private static void commit(Connection connection, List<PreparedStatement> batches)
            throws SQLException {
        for (PreparedStatement batch : batches) {
            batch.executeBatch();
        }
        connection.commit();
    }
}
