package io.darkroom.local.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One PostgreSQL server as a child process, with the database {@code darkroom}. */
public final class EmbeddedPostgres implements AutoCloseable {
    public static final String DATABASE = "darkroom";

    private final io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;

    private final Path dataDir;

    private EmbeddedPostgres(
            io.zonky.test.db.postgres.embedded.EmbeddedPostgres server, Path dataDir) {
        this.server = server;
        this.dataDir = dataDir;
    }

    /**
     * Starts the server; a data directory that was used before is taken up again.
     *
     * @param dataDir where the database is kept
     * @param port the port on the loopback interface; 0 takes a free one
     * @throws EmbeddedServerException if it does not start
     */
    public static EmbeddedPostgres start(Path dataDir, int port) {
        return start(dataDir, port, Map.of());
    }

    /**
     * Starts the server with other settings than ours.
     *
     * @param more by PostgreSQL's names, such as {@code ssl}
     * @throws EmbeddedServerException if it does not start
     */
    public static EmbeddedPostgres start(Path dataDir, int port, Map<String, String> more) {
        try {
            Files.createDirectories(dataDir);
            running(dataDir).ifPresent(EmbeddedPostgres::stop);
            var builder = builder(dataDir).setPort(port == 0 ? FreePort.any() : port);
            more.forEach(builder::setServerConfig);
            var server = builder.start();
            createDatabase(server);
            return new EmbeddedPostgres(server, dataDir);
        } catch (IOException | SQLException | RuntimeException e) {
            throw new EmbeddedServerException("PostgreSQL did not start in " + dataDir, e);
        }
    }

    /** The server that runs on this directory, perhaps left by a JVM that was killed. */
    private static Optional<ProcessHandle> running(Path dataDir) {
        Path file = dataDir.resolve("postmaster.pid");
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try (var lines = Files.lines(file)) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(line -> line.matches("[0-9]{1,18}"))
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                    .filter(process -> process.info().command().orElse("").endsWith("/postgres"));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + file, e);
        }
    }

    private static void stop(ProcessHandle orphan) {
        orphan.destroy();
        try {
            orphan.onExit().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new EmbeddedServerException(
                    "PostgreSQL process "
                            + orphan.pid()
                            + ", left by an earlier run, does not stop; end it by hand",
                    e);
        }
    }

    private static io.zonky.test.db.postgres.embedded.EmbeddedPostgres.Builder builder(
            Path dataDir) {
        return io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                .setDataDirectory(dataDir.toAbsolutePath())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
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

    /** The server's first process; it outlives a JVM that is killed. */
    public long pid() {
        return running(dataDir).map(ProcessHandle::pid).orElse(-1L);
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
