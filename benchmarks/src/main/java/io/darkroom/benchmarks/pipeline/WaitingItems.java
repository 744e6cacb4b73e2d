package io.darkroom.benchmarks.pipeline;

import io.darkroom.benchmarks.harness.UnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;

/** Items in the review queue of a running Darkroom, written past it; removed when closed. */
final class WaitingItems implements AutoCloseable {
    private static final String PRESET = "bench-reviews";
    private static final String SAMPLE = "/samples/ReviewRequested.v1.json";

    private final Connection connection;

    private WaitingItems(Connection connection) {
        this.connection = connection;
    }

    static WaitingItems open(String postgres) {
        try {
            return new WaitingItems(DriverManager.getConnection("jdbc:" + postgres));
        } catch (SQLException e) {
            throw new UnavailableException("The database cannot be reached: " + e.getMessage());
        }
    }

    /** Adds items, each a second older than the one before. */
    void grow(int items) {
        // The ids of the sample stay: what is measured reads the rows, not the sample.
        String sql =
                """
                insert into moderation.review (id, tenant, asset_id, revision, state, reason_codes, risk, request,
                    created_at, preset)
                select gen_random_uuid(), 'default', gen_random_uuid(), 2, 'PENDING',
                    (array['outpaint', 'requested', 'low-confidence', 'sample'])[1 + i % 4], 100 + i % 800, ?,
                    now() - interval '1 year' - make_interval(secs => i), ?
                from generate_series(1, ?) i
                """;
        try (var insert = connection.prepareStatement(sql)) {
            insert.setString(1, sample());
            insert.setString(2, PRESET);
            insert.setInt(3, items);
            insert.executeUpdate();
            settle();
        } catch (SQLException e) {
            throw new IllegalStateException("Items could not be added", e);
        }
    }

    /** Removes all but this many. */
    void shrink(int rest) {
        String sql =
                """
                delete from moderation.review where preset = ? and id not in
                    (select id from moderation.review where preset = ? order by id limit ?)
                """;
        try (var delete = connection.prepareStatement(sql)) {
            delete.setString(1, PRESET);
            delete.setString(2, PRESET);
            delete.setInt(3, rest);
            delete.executeUpdate();
            settle();
        } catch (SQLException e) {
            throw new IllegalStateException("Items could not be removed", e);
        }
    }

    /** What autovacuum does in the course of a day, at once. */
    private void settle() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("vacuum analyze moderation.review");
        }
    }

    private static String sample() {
        try (var in =
                Objects.requireNonNull(WaitingItems.class.getResourceAsStream(SAMPLE), SAMPLE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (connection) {
            shrink(0);
        } catch (SQLException e) {
            throw new IllegalStateException("The connection could not be closed", e);
        }
    }
}
