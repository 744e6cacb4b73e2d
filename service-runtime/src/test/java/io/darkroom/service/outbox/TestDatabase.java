package io.darkroom.service.outbox;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;

/** One PostgreSQL for all tests of the module, with an outbox in schema testing. */
public final class TestDatabase implements QuarkusTestResourceLifecycleManager {
    static final String SCHEMA = "testing";

    private static final class Lazy {
        static final EmbeddedPostgres SERVER = launch();
    }

    /** The server, started and migrated once; it ends with the JVM. */
    static EmbeddedPostgres server() {
        return Lazy.SERVER;
    }

    private static EmbeddedPostgres launch() {
        try {
            var server = EmbeddedPostgres.builder().start();
            migrate(server);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL did not start", e);
        } catch (SQLException e) {
            throw new IllegalStateException("The outbox could not be created", e);
        }
    }

    /** The statements as Flyway would run them. */
    private static void migrate(EmbeddedPostgres server) throws IOException, SQLException {
        try (var file =
                        Objects.requireNonNull(
                                TestDatabase.class.getResourceAsStream(
                                        "/db/outbox/V0_1__outbox.sql"));
                var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create schema " + SCHEMA + "; set search_path to " + SCHEMA);
            statement.execute(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Override
    public Map<String, String> start() {
        return Map.of(
                "quarkus.datasource.reactive.url",
                "postgresql://localhost:" + server().getPort() + "/postgres",
                "quarkus.datasource.username",
                "postgres",
                "quarkus.datasource.password",
                "postgres");
    }

    @Override
    public void stop() {
        // The other tests of the module use the server too.
    }
}
