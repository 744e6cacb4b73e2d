package io.darkroom.systemtests.chaos;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A database whose disk is full, as its clients see it: reads go on, and every statement that
 * writes a row ends with SQLSTATE 53100.
 */
final class FullDatabase {
    private static final String FUNCTION =
            """
            create or replace function public.chaos_full() returns trigger language plpgsql as $$
            begin
                raise exception 'could not extend file: No space left on device' using errcode = '53100';
            end $$
            """;

    private FullDatabase() {}

    static void during(Rig rig, Duration lasts) throws SQLException, InterruptedException {
        try (var connection = rig.connect()) {
            run(connection, FUNCTION);
            var tables = tables(connection);
            for (String table : tables) {
                run(
                        connection,
                        "create trigger chaos_full before insert or update on %s for each statement execute function public.chaos_full()"
                                .formatted(table));
            }
            try {
                Thread.sleep(lasts);
            } finally {
                for (String table : tables) {
                    run(connection, "drop trigger chaos_full on " + table);
                }
            }
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        var tables = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select schemaname || '.' || quote_ident(tablename) from pg_tables"
                                        + " where schemaname in ('ingest', 'moderation')"
                                        + " and tablename not like 'flyway%'")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
