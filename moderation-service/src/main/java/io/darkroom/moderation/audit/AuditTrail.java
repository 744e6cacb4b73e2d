package io.darkroom.moderation.audit;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads a tenant's trail in order, some lines at a time, however long it is. */
@Singleton
class AuditTrail {
    private static final int AT_ONCE = 1000;

    private final DataSource database;
    private final String schema;

    AuditTrail(
            DataSource database,
            @ConfigProperty(name = "quarkus.hibernate-orm.database.default-schema") String schema) {
        this.database = database;
        this.schema = schema;
    }

    /** Takes a line. */
    interface Reader {
        void read(AuditLine line) throws IOException;
    }

    /** Gives every line after this one to the reader, as the trail stood when it began. */
    void read(String tenant, long after, Reader reader) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            read(connection, tenant, after, reader);
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("The audit trail cannot be read", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void read(Connection connection, String tenant, long after, Reader reader)
            throws SQLException, IOException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "select * from %s.review_history where tenant = ? and seq > ? order by seq"
                                .formatted(schema))) {
            statement.setString(1, tenant);
            statement.setLong(2, after);
            statement.setFetchSize(AT_ONCE);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    reader.read(line(row));
                }
            }
        }
    }

    /** Computes the tenant's chain anew. */
    Verification verify(String tenant) {
        var chain = new HashChain();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            // One picture of both tables, although lines are written meanwhile.
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                read(connection, tenant, 0, chain::add);
                end(connection, tenant, chain);
                connection.commit();
            } finally {
                connection.rollback();
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The audit trail cannot be verified", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Verification(
                tenant, chain.broken() == null, chain.length(), chain.head(), chain.broken());
    }

    private void end(Connection connection, String tenant, HashChain chain) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "select seq, hash from %s.review_history_head where tenant = ?"
                                .formatted(schema))) {
            statement.setString(1, tenant);
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    chain.end(row.getLong(1), row.getString(2));
                }
            }
        }
    }

    private static AuditLine line(ResultSet row) throws SQLException {
        return new AuditLine(
                row.getLong("seq"),
                row.getString("tenant"),
                row.getObject("review_id", UUID.class),
                row.getObject("asset_id", UUID.class),
                row.getLong("revision"),
                row.getString("action"),
                row.getString("actor"),
                row.getTimestamp("at").toInstant(),
                row.getString("detail"),
                row.getString("hash"));
    }
}
