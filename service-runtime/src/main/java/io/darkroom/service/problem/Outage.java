package io.darkroom.service.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells an outage of the database or the network from a failure of the work itself. */
public final class Outage {
    /** PostgreSQL's classes of errors that pass: connection, resources, operator, rollback. */
    private static final Set<String> CLASSES = Set.of("08", "40", "53", "57", "58");

    /**
     * What the driver says where no connection of the pool was free in time, where the pool is
     * closed because this service stops, and where a connection ends in the middle of something.
     */
    private static final List<String> NO_CONNECTION =
            List.of("Timeout", "Pool closed", "Connection is not active");

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
            case PgException database -> passes(database.getSqlState());
            // Hibernate's own, which takes the driver's place.
            case SQLException database -> passes(database.getSQLState());
            // The driver's own words for a connection that is gone or cannot be had.
            case io.vertx.sqlclient.ClosedConnectionException _ -> true;
            case io.vertx.core.VertxException vertx ->
                    vertx.getMessage() != null && vertx.getMessage().contains("onnection");
            case NoStackTraceThrowable driver ->
                    driver.getMessage() != null
                            && NO_CONNECTION.stream().anyMatch(driver.getMessage()::startsWith);
            default -> false;
        };
    }

    private static boolean passes(@Nullable String sqlState) {
        return sqlState != null
                && sqlState.length() == 5
                && CLASSES.contains(sqlState.substring(0, 2));
    }
}
