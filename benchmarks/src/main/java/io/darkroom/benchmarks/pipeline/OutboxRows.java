package io.darkroom.benchmarks.pipeline;

import io.darkroom.benchmarks.harness.UnavailableException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Events that a running Darkroom has written down and not yet sent. */
final class OutboxRows implements AutoCloseable {
    private static final String COUNT =
            "select (select count(*) from ingest.outbox) + (select count(*) from"
                    + " moderation.outbox)";

    private final Connection connection;

    private OutboxRows(Connection connection) {
        this.connection = connection;
    }

    static OutboxRows open(String postgres) {
        try {
            return new OutboxRows(DriverManager.getConnection("jdbc:" + postgres));
        } catch (SQLException e) {
            throw new UnavailableException("The database cannot be reached: " + e.getMessage());
        }
    }

    /** Of both services that have an outbox. */
    long now() {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(COUNT)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("The outboxes could not be counted", e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("The connection could not be closed", e);
        }
    }
}
