package io.darkroom.systemtests;

import io.darkroom.local.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.function.Predicate;

/**
 * A base backup of a database that goes on working, by PostgreSQL's own low-level calls, as {@code
 * pg_basebackup} and CloudNativePG make it (PostgreSQL's manual, "Making a Base Backup Using the
 * Low Level API").
 */
final class DatabaseBackup {
    private DatabaseBackup() {}

    /** Copies the files of a running server so that another one can be started on them. */
    static void take(EmbeddedPostgres server, Path data, Path copy)
            throws SQLException, IOException {
        try (var connection =
                        DriverManager.getConnection(
                                server.jdbcUrl(), server.user(), server.password());
                var statement = connection.createStatement()) {
            statement.execute("select pg_backup_start('test', true)");
            copy(data, copy, name -> !name.equals("pg_wal") && !name.equals("postmaster.pid"));
            try (var end =
                    statement.executeQuery(
                            "select labelfile from pg_backup_stop(wait_for_archive => false)")) {
                end.next();
                Files.writeString(copy.resolve("backup_label"), end.getString(1));
            }
            // The log of the time of the backup, which an archive would hold.
            copy(data.resolve("pg_wal"), copy.resolve("pg_wal"), _ -> true);
        }
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwx------"));
    }

    /**
     * Copies a folder whose files come and go.
     *
     * @param wanted by name, of folders and files
     */
    static void copy(Path from, Path to, Predicate<String> wanted) throws IOException {
        Files.walkFileTree(
                from,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) throws IOException {
                        if (!wanted.test(String.valueOf(folder.getFileName()))) {
                            return FileVisitResult.SKIP_SUBTREE;
                        }
                        Files.createDirectories(to.resolve(from.relativize(folder)));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        if (wanted.test(String.valueOf(file.getFileName()))) {
                            try {
                                Files.copy(file, to.resolve(from.relativize(file)));
                            } catch (NoSuchFileException _) {
                                // Removed meanwhile: the log tells of it.
                            }
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e)
                            throws IOException {
                        if (e instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw e;
                    }
                });
    }
}
