package io.darkroom.ingest.sql;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Statements of queues, which no entity maps: each is a transaction of its own. Every method blocks
 * and belongs on a virtual or worker thread. {@code {schema}} in a statement stands for the
 * service's schema.
 */
@ApplicationScoped
public class Sql {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Pool pool;
    private final String schema;

    Sql(
            Pool pool,
            @ConfigProperty(name = "quarkus.hibernate-orm.database.default-schema") String schema) {
        this.pool = pool;
        this.schema = '"' + schema.replace("\"", "\"\"") + '"';
    }

    /** What the statement answers, row by row. */
    public <T> List<T> query(String sql, Function<Row, T> read, @Nullable Object... parameters) {
        return StreamSupport.stream(execute(sql, parameters).spliterator(), false)
                .map(read)
                .toList();
    }

    /** How many rows the statement changed. */
    public int update(String sql, @Nullable Object... parameters) {
        return execute(sql, parameters).rowCount();
    }

    private RowSet<Row> execute(String sql, @Nullable Object... parameters) {
        try {
            return pool.preparedQuery(sql.replace("{schema}", schema))
                    .execute(Tuple.from(Arrays.asList(parameters)))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            throw new SqlException("The database did not take a statement", e.getCause());
        }
    }

    /** The database is away, or refused a statement; nothing of it was done. */
    public static final class SqlException extends RuntimeException {
        SqlException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
