package io.darkroom.benchmarks.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.darkroom.benchmarks.harness.UnavailableException;
import io.darkroom.contracts.Asset;
import io.darkroom.contracts.AssetEnriched;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.EventIds;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.Topics;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** The rows that the join of a running Darkroom writes: looked at, set back, written past it. */
final class JoinedRows implements AutoCloseable {
    /** Outcomes in a transaction of the bare loop. */
    static final int BATCH = 100;

    private static final Duration AT_MOST = Duration.ofMinutes(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

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

    private final Connection connection;
    private final OutboxRows outbox;

    private JoinedRows(Connection connection, OutboxRows outbox) {
        this.connection = connection;
        this.outbox = outbox;
    }

    static JoinedRows open(String postgres) {
        try {
            return new JoinedRows(
                    DriverManager.getConnection("jdbc:" + postgres), OutboxRows.open(postgres));
        } catch (SQLException e) {
            throw new UnavailableException("The database cannot be reached: " + e.getMessage());
        }
    }

    /** An outcome's row. */
    private record Outcome(
            UUID asset,
            String stage,
            String status,
            int attempts,
            long durationMs,
            String outcome,
            Timestamp endedAt) {}

    /** A record's row, as far as the join changes it. */
    private record Joined(
            String state,
            long revision,
            Timestamp updatedAt,
            String perceptualHash,
            Array labels,
            String words) {}

    /** All that was written of some assets, outcomes in the order in which they ended. */
    record Written(
            List<Outcome> outcomeRows, Map<UUID, Joined> records, Map<UUID, Asset> published) {
        int outcomes() {
            return outcomeRows.size();
        }

        private Joined record(Outcome of) {
            return Objects.requireNonNull(records.get(of.asset));
        }

        private Asset published(Outcome of) {
            return Objects.requireNonNull(published.get(of.asset));
        }
    }

    /** What its stages found in an asset. */
    Map<Stage, StageOutcome> outcomesOf(UUID asset) {
        return sql(() -> {
            var found = new EnumMap<Stage, StageOutcome>(Stage.class);
            for (Outcome row : outcomes(List.of(asset))) {
                found.put(Stage.valueOf(row.stage), outcome(row));
            }
            return found;
        });
    }

    private static StageOutcome outcome(Outcome row) {
        try {
            return Json.mapper().readValue(row.outcome, StageOutcome.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("ingest-service wrote an outcome that is none", e);
        }
    }

    /** Has the database put its house in order, so that it does not while something is measured. */
    void settle() {
        run(() -> {
            try (var statement = connection.createStatement()) {
                for (String table : List.of("asset", "asset_stage", "inbox", "outbox")) {
                    statement.execute("vacuum analyze ingest." + table);
                }
            }
        });
    }

    /** Waits until no stage of these is pending. */
    void awaitJoined(Collection<UUID> assets) throws InterruptedException {
        String pending =
                "select count(*) from ingest.asset_stage where status = 'PENDING' and asset_id ="
                        + " any (?)";
        await(
                () -> {
                    try (var query = connection.prepareStatement(pending)) {
                        query.setArray(1, ids(assets));
                        try (var rows = query.executeQuery()) {
                            rows.next();
                            return rows.getLong(1) == 0;
                        }
                    }
                },
                "The outcomes were not joined");
    }

    /** Waits until the relay owes nothing. */
    void awaitSent() throws InterruptedException {
        await(() -> outbox.now() == 0, "The outbox did not become empty");
    }

    private static void await(Work<Boolean> done, String otherwise) throws InterruptedException {
        for (long end = System.nanoTime() + AT_MOST.toNanos(); System.nanoTime() < end; ) {
            if (sql(done)) {
                return;
            }
            Thread.sleep(LOOK_AGAIN);
        }
        throw new IllegalStateException(otherwise + " within " + AT_MOST.toSeconds() + " s");
    }

    /**
     * All that was written of these.
     *
     * @param published what subscribers were told of them
     */
    Written read(Map<UUID, Asset> published) {
        return sql(() ->
                new Written(outcomes(published.keySet()), records(published.keySet()), published));
    }

    private List<Outcome> outcomes(Collection<UUID> assets) throws SQLException {
        String all =
                """
                select asset_id, stage, status, attempts, duration_ms, outcome::text, ended_at from ingest.asset_stage
                where asset_id = any (?) order by ended_at, asset_id, stage
                """;
        try (var query = connection.prepareStatement(all)) {
            query.setArray(1, ids(assets));
            var found = new ArrayList<Outcome>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(
                            new Outcome(
                                    rows.getObject(1, UUID.class),
                                    rows.getString(2),
                                    rows.getString(3),
                                    rows.getInt(4),
                                    rows.getLong(5),
                                    rows.getString(6),
                                    rows.getTimestamp(7)));
                }
            }
            return found;
        }
    }

    private Map<UUID, Joined> records(Collection<UUID> assets) throws SQLException {
        String all =
                """
                select id, state, revision, updated_at, perceptual_hash, labels, words from ingest.asset
                where id = any (?)
                """;
        try (var query = connection.prepareStatement(all)) {
            query.setArray(1, ids(assets));
            var found = new HashMap<UUID, Joined>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    found.put(
                            rows.getObject(1, UUID.class),
                            new Joined(
                                    rows.getString(2),
                                    rows.getLong(3),
                                    rows.getTimestamp(4),
                                    rows.getString(5),
                                    rows.getArray(6),
                                    rows.getString(7)));
                }
            }
            return found;
        }
    }

    /** Makes the rows what they were before any outcome was heard of. */
    void reset(Written written) {
        run(() -> {
            for (String statement :
                    List.of(
                            "update ingest.asset_stage set status = 'PENDING', attempts = 0,"
                                    + " duration_ms = null, outcome = null, ended_at = null where"
                                    + " asset_id = any (?)",
                            "update ingest.asset set state = 'ENRICHING', revision = 1,"
                                    + " perceptual_hash = null, hash_due = true, labels = '{}',"
                                    + " words = '' where id = any (?)")) {
                try (var update = connection.prepareStatement(statement)) {
                    update.setArray(1, ids(written.records.keySet()));
                    update.executeUpdate();
                }
            }
        });
        settle();
    }

    /**
     * Writes it all once more, in batches.
     *
     * @return the seconds that it took
     */
    double write(Written written) {
        var left = new HashMap<UUID, Integer>();
        written.outcomeRows.forEach(row -> left.merge(row.asset, 1, Integer::sum));
        long start = System.nanoTime();
        run(() -> {
            connection.setAutoCommit(false);
            try (var outcome = connection.prepareStatement(OUTCOME);
                    var heard = connection.prepareStatement(HEARD);
                    var revision = connection.prepareStatement(REVISION);
                    var record = connection.prepareStatement(RECORD);
                    var owed = connection.prepareStatement(OWED)) {
                var all = List.of(heard, outcome, revision, record, owed);
                int waiting = 0;
                for (Outcome row : written.outcomeRows) {
                    add(heard, UUID.randomUUID().toString());
                    add(
                            outcome,
                            row.status,
                            row.attempts,
                            row.durationMs,
                            row.outcome,
                            row.endedAt,
                            row.asset,
                            row.stage);
                    int after = left.merge(row.asset, -1, Integer::sum);
                    add(written.record(row), row.asset, after, revision, record);
                    if (after == 0) {
                        owe(owed, written.published(row));
                    }
                    if (++waiting == BATCH) {
                        commit(all);
                        waiting = 0;
                    }
                }
                commit(all);
            } finally {
                connection.setAutoCommit(true);
            }
        });
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
            add(revision, joined.revision - left, joined.updatedAt, asset);
        } else {
            add(
                    record,
                    joined.state,
                    joined.revision,
                    joined.updatedAt,
                    joined.perceptualHash,
                    joined.labels,
                    joined.words,
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

    private void commit(List<PreparedStatement> batches) throws SQLException {
        for (PreparedStatement batch : batches) {
            batch.executeBatch();
        }
        connection.commit();
    }

    private Array ids(Collection<UUID> assets) throws SQLException {
        return connection.createArrayOf("uuid", assets.toArray());
    }

    /** Something that asks the database. */
    private interface Work<T> {
        T run() throws SQLException;
    }

    /** The same without an answer. */
    private interface Step {
        void run() throws SQLException;
    }

    private static void run(Step step) {
        sql(() -> {
            step.run();
            return true;
        });
    }

    private static <T> T sql(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw new IllegalStateException("The database did not do as it was asked", e);
        }
    }

    @Override
    public void close() {
        outbox.close();
        run(() -> {
            connection.close();
        });
    }
}
