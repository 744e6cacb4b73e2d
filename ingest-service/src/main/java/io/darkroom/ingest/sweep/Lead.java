package io.darkroom.ingest.sweep;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The lead in a chore that one instance does at a time: an advisory lock, which the database gives
 * back with the connection where its holder dies.
 */
public final class Lead implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String KEY = "(hashtextextended('darkroom.ingest/' || $1, 0))";

    private final SqlConnection connection;
    private final String chore;

    private Lead(SqlConnection connection, String chore) {
        this.connection = connection;
        this.chore = chore;
    }

    /** Takes the lead, unless another instance has it. Blocks. */
    public static Optional<Lead> tryTake(Pool pool, String chore) {
        var lead = new Lead(await(pool.getConnection()), chore);
        try {
            if (lead.ask("select pg_try_advisory_lock")) {
                return Optional.of(lead);
            }
        } catch (RuntimeException e) {
            lead.connection.close();
            throw e;
        }
        lead.connection.close();
        return Optional.empty();
    }

    /** Gives the lead back. */
    @Override
    public void close() {
        try {
            var _ = ask("select pg_advisory_unlock");
        } finally {
            connection.close();
        }
    }

    private boolean ask(String question) {
        return await(connection.preparedQuery(question + KEY).execute(Tuple.of(chore)))
                .iterator()
                .next()
                .getBoolean(0);
    }

    private static <T> T await(Future<T> answer) {
        return answer.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
