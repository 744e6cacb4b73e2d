package io.darkroom.local.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** One PostgreSQL server as a child process, with the database {@code darkroom}. */
public final class EmbeddedPostgres implements AutoCloseable {
    public static final String DATABASE = "darkroom";

    private final io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;

    private EmbeddedPostgres(io.zonky.test.db.postgres.embedded.EmbeddedPostgres server) {
        this.server = server;
    }

    /**
     * Starts the server; a data directory that was used before is taken up again.
     *
     * @param dataDir where the database is kept
     * @param port the port on the loopback interface; 0 takes a free one
     * @throws EmbeddedServerException if it does not start
     */
    public static EmbeddedPostgres start(Path dataDir, int port) {
        try {
            Files.createDirectories(dataDir.toAbsolutePath().getParent());
            var server = builder(dataDir).setPort(port == 0 ? FreePort.any() : port).start();
            createDatabase(server);
            return new EmbeddedPostgres(server);
        } catch (IOException | SQLException | RuntimeException e) {
            throw new EmbeddedServerException("PostgreSQL did not start in " + dataDir, e);
        }
    }

    private static io.zonky.test.db.postgres.embedded.EmbeddedPostgres.Builder builder(
            Path dataDir) {
        return io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                .setDataDirectory(dataDir.toAbsolutePath())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(true)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                .setServerConfig("listen_addresses", "localhost")
                .setServerConfig("shared_buffers", "64MB")
                .setServerConfig("max_connections", "200");
    }

    private static void createDatabase(io.zonky.test.db.postgres.embedded.EmbeddedPostgres server)
            throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            try (var found =
                    statement.executeQuery(
                            "SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("CREATE DATABASE " + DATABASE);
        }
    }

    public String jdbcUrl() {
        return "jdbc:" + reactiveUrl();
    }

    /** The address as the reactive client takes it: {@code postgresql://host:port/database}. */
    public String reactiveUrl() {
        return "postgresql://localhost:" + server.getPort() + "/" + DATABASE;
    }

    public String user() {
        return "postgres";
    }

    /** The server trusts the loopback interface, so that any password does. */
    public String password() {
        return "postgres";
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new EmbeddedServerException("PostgreSQL did not stop", e);
        }
    }
}
