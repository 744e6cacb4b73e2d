package io.darkroom.service.outbox;

import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * A relay's own connection to the database, for as long as it holds or waits for the lead. Every
 * method blocks; after an exception the session is good for nothing but closing.
 */
final class RelaySession implements AutoCloseable {
    /** All that is asked is small: a database that takes longer is as good as away. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * A leader whose machine is gone says no good-bye, and the database would keep its lead for two
     * hours: so it looks after 5 s of silence, and ends the session after three looks.
     */
    private static final String NOTICE_THE_DEAD =
            "set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 2;"
                    + " set tcp_keepalives_count = 3";

    private static final String DUE =
            "select id, topic, record_key, headers, payload from %s as due"
                    + " where (not_before is null or not_before <= clock_timestamp())%s"
                    + " order by id limit $1 for update of due";

    private static final String NOT_LEFT_OUT =
            " and not exists (select from unnest($2::text[], $3::text[]) as line (topic, key)"
                    + " where line.topic = due.topic and line.key = due.record_key)"
                    + " and due.topic <> all ($4::text[])";

    private final PgConnection connection;
    private final String schema;
    private boolean inTransaction;

    private RelaySession(PgConnection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    /**
     * Takes a connection and listens.
     *
     * @param onWork called, from an event loop, when rows were appended or the connection is lost
     */
    static RelaySession open(Pool pool, String schema, Runnable onWork) {
        var session = new RelaySession(PgConnection.cast(await(pool.getConnection())), schema);
        session.connection.notificationHandler(_ -> onWork.run());
        session.connection.closeHandler(_ -> onWork.run());
        session.query(NOTICE_THE_DEAD);
        session.query("listen " + quoted("outbox_" + schema));
        return session;
    }

    /** Whether this session leads now. One does for each schema of a database. */
    boolean tryLead() {
        var row =
                prepared(
                                "select pg_try_advisory_lock("
                                        + "hashtextextended('darkroom.outbox/' || $1, 0))",
                                Tuple.of(schema))
                        .iterator()
                        .next();
        return row.getBoolean(0);
    }

    /**
     * Deletes what the broker has already. To be called whenever a batch may have been sent and not
     * deleted: its relay died in between, or an acknowledgement was lost.
     *
     * @return how many rows were deleted
     */
    int forgetSent(SentLately lately) {
        var topics = new HashSet<String>();
        query("select distinct topic from " + table()).forEach(row -> topics.add(row.getString(0)));
        if (topics.isEmpty()) {
            return 0;
        }
        return prepared(
                        "delete from " + table() + " where event_id = any($1)",
                        Tuple.of(lately.on(topics).toArray(UUID[]::new)))
                .rowCount();
    }

    /**
     * In one transaction: reads what is due in order, hands it over, and deletes what was sent. The
     * rows stay locked meanwhile, so that a record is either taken back or sent, never both.
     *
     * @param leftOut of which nothing is read
     */
    OrderedSending.Result relay(
            int batchSize,
            Refused leftOut,
            Function<List<OutboxRow>, OrderedSending.Result> sending) {
        // Not waited for: the database takes the statements of a connection one after another.
        var begun = connection.query("begin").execute();
        inTransaction = true;
        var rows = new ArrayList<OutboxRow>();
        due(batchSize, leftOut).forEach(row -> rows.add(read(row)));
        await(begun);
        var result = sending.apply(rows);
        if (!result.sent().isEmpty()) {
            prepared(
                    "delete from " + table() + " where id = any($1)",
                    Tuple.of(result.sent().toArray(Long[]::new)));
        }
        query("commit");
        inTransaction = false;
        return result;
    }

    private RowSet<Row> due(int batchSize, Refused leftOut) {
        if (leftOut.isNothing()) {
            return prepared(DUE.formatted(table(), ""), Tuple.of(batchSize));
        }
        var lines = List.copyOf(leftOut.lines());
        return prepared(
                DUE.formatted(table(), NOT_LEFT_OUT),
                Tuple.of(
                        batchSize,
                        lines.stream().map(OutboxRow.Line::topic).toArray(String[]::new),
                        lines.stream().map(OutboxRow.Line::key).toArray(String[]::new),
                        leftOut.topics().toArray(String[]::new)));
    }

    /** How much is due, and how long the oldest of it has been. */
    Backlog backlog() {
        Row row =
                query(
                                "select count(*), coalesce(extract(epoch from clock_timestamp()"
                                        + " - min(coalesce(not_before, created_at))), 0)::float8"
                                        + " from "
                                        + table()
                                        + " where not_before is null"
                                        + " or not_before <= clock_timestamp()")
                        .iterator()
                        .next();
        return new Backlog(row.getLong(0), Math.max(0, row.getDouble(1)));
    }

    /** Gives the lead and the connection back. */
    @Override
    public void close() {
        try {
            connection.closeHandler(null).notificationHandler(null);
            if (inTransaction) {
                query("rollback");
            }
            query("unlisten *");
            query("select pg_advisory_unlock_all()");
            await(connection.close());
        } catch (RuntimeException _) {
            connection.close(); // The connection is lost, and with it the lock.
        }
    }

    /** Rows that could be sent now. */
    record Backlog(long rows, double oldestSeconds) {}

    private String table() {
        return quoted(schema) + ".outbox";
    }

    private static OutboxRow read(Row row) {
        var payload = row.getBuffer(4);
        return new OutboxRow(
                row.getLong(0),
                row.getString(1),
                row.getString(2),
                HeadersJson.read(row.getString(3)),
                payload == null ? null : payload.getBytes());
    }

    private RowSet<Row> query(String sql) {
        return await(connection.query(sql).execute());
    }

    private RowSet<Row> prepared(String sql, Tuple parameters) {
        return await(connection.preparedQuery(sql).execute(parameters));
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            throw new RelayException(
                    e.getCause() instanceof TimeoutException
                            ? "The database did not answer within " + PATIENCE
                            : "The database refused the relay",
                    e.getCause());
        }
    }

    /** The session is lost; a new one may do better. */
    static final class RelayException extends RuntimeException {
        RelayException(String message, @org.jspecify.annotations.Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
