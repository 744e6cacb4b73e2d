package io.darkroom.service.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells an outage of the database or the network from a failure of the work itself. */
public final class Outage {
    /** PostgreSQL's classes of errors that pass: connection, resources, operator, rollback. */
    private static final Set<String> CLASSES = Set.of("08", "40", "53", "57", "58");

    private Outage() {}

    /** Whether an outage is why something failed, whatever it was wrapped in. */
    public static boolean isBehind(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (passes(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean passes(Throwable cause) {
        return switch (cause) {
            case JsonProcessingException _ -> false;
            case IOException _, TimeoutException _ -> true;
            case PgException database ->
                    database.getSqlState() != null
                            && CLASSES.contains(database.getSqlState().substring(0, 2));
            // The driver's own words for a connection that is gone or cannot be had.
            case io.vertx.sqlclient.ClosedConnectionException _ -> true;
            case io.vertx.core.VertxException vertx ->
                    vertx.getMessage() != null && vertx.getMessage().contains("onnection");
            // No connection of the pool was free in time.
            case NoStackTraceThrowable timeout -> "Timeout".equals(timeout.getMessage());
            default -> false;
        };
    }
}
