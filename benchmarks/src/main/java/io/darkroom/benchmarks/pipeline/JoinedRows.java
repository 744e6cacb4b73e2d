package io.darkroom.benchmarks.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.darkroom.benchmarks.harness.UnavailableException;
import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageOutcome;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/** The rows that the join of a running Darkroom writes: waited for, looked at, set back. */
final class JoinedRows implements AutoCloseable {
    private static final Duration AT_MOST = Duration.ofMinutes(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

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
    record Outcome(
            UUID asset,
            String stage,
            String status,
            int attempts,
            long durationMs,
            String outcome,
            Timestamp endedAt) {}

    /** A record's row, as far as the join changes it. */
    record Joined(
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

        Joined record(Outcome of) {
            return Objects.requireNonNull(records.get(of.asset));
        }

        Asset published(Outcome of) {
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
        String joined =
                "select not exists (select from ingest.asset_stage where status = 'PENDING' and"
                        + " asset_id = any (?))";
        await(
                () -> rows(joined, assets, row -> row.getBoolean(1)).getFirst(),
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
        return rows(
                """
                select asset_id, stage, status, attempts, duration_ms, outcome::text, ended_at from ingest.asset_stage
                where asset_id = any (?) order by ended_at, asset_id, stage
                """,
                assets,
                row ->
                        new Outcome(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                row.getString(3),
                                row.getInt(4),
                                row.getLong(5),
                                row.getString(6),
                                row.getTimestamp(7)));
    }

    private Map<UUID, Joined> records(Collection<UUID> assets) throws SQLException {
        return rows(
                        """
                        select id, state, revision, updated_at, perceptual_hash, labels, words from ingest.asset
                        where id = any (?)
                        """,
                        assets,
                        row ->
                                Map.entry(
                                        row.getObject(1, UUID.class),
                                        new Joined(
                                                row.getString(2),
                                                row.getLong(3),
                                                row.getTimestamp(4),
                                                row.getString(5),
                                                row.getArray(6),
                                                row.getString(7))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private <T> List<T> rows(String about, Collection<UUID> assets, Row<T> read)
            throws SQLException {
        try (var query = connection.prepareStatement(about)) {
            query.setArray(1, ids(assets));
            var found = new ArrayList<T>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(read.of(rows));
                }
            }
            return found;
        }
    }

    /**
     * Writes it all once more, past the running Darkroom.
     *
     * @return the seconds that it took
     */
    double write(Written written) {
        return sql(() -> BareJoin.write(connection, written));
    }

    /**
     * Makes the rows what they were before any outcome was heard of. The assets are new again, so
     * that nobody takes their hashes since no crop brought them.
     */
    void reset(Written written) {
        run(() -> {
            for (String statement :
                    List.of(
                            "update ingest.asset_stage set status = 'PENDING', attempts = 0,"
                                    + " duration_ms = null, outcome = null, ended_at = null where"
                                    + " asset_id = any (?)",
                            "update ingest.asset set state = 'ENRICHING', revision = 1,"
                                    + " perceptual_hash = null, hash_due = true, labels = '{}',"
                                    + " words = '', created_at = now() where id = any (?)")) {
                try (var update = connection.prepareStatement(statement)) {
                    update.setArray(1, ids(written.records.keySet()));
                    update.executeUpdate();
                }
            }
        });
        settle();
    }

    private Array ids(Collection<UUID> assets) throws SQLException {
        return connection.createArrayOf("uuid", assets.toArray());
    }

    /** What stands in a row. */
    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
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
