package io.darkroom.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A later version has migrated the schema, and this one is started on it. */
@QuarkusTest
class NewerSchemaTest {
    @Inject Flyway flyway;
    @Inject DataSource database;

    @BeforeEach
    void migrateAsALaterVersion() throws SQLException {
        execute(
                "insert into moderation.flyway_schema_history (installed_rank, version,"
                    + " description, type, script, checksum, installed_by, execution_time, success)"
                    + " select max(installed_rank) + 1, '9999', 'later', 'SQL', 'V9999__later.sql',"
                    + " 1, 'test', 1, true from moderation.flyway_schema_history");
    }

    @AfterEach
    void forget() throws SQLException {
        execute("delete from moderation.flyway_schema_history where version = '9999'");
    }

    @Test
    void thisVersionStartsAllTheSame() {
        assertThat(flyway.migrate().migrationsExecuted).isZero();
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
