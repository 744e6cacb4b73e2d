package io.darkroom.service.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vertx.core.Vertx;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import org.hibernate.exception.GenericJDBCException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is taken for an outage is waited for; everything else sets good records aside one day. */
class OutageTest {

    @ParameterizedTest
    @CsvSource({
        "53100, true", // the disk is full
        "57P01, true", // the server stops
        "57P03, true", // it starts
        "40P01, true", // a deadlock
        "08006, true",
        "23505, false", // a row that is there already
        "22P02, false",
        "42P01, false"
    })
    void theDatabasesOwnWordDecides(String state, boolean outage) {
        var driver = new PgException("said", "ERROR", state, null);
        var hibernate =
                new CompletionException(
                        new GenericJDBCException("wrapped", new SQLException("said", state)));

        assertThat(Outage.isBehind(new CompletionException(driver))).isEqualTo(outage);
        assertThat(Outage.isBehind(hibernate)).isEqualTo(outage);
    }

    @Test
    void aServiceThatStopsHasClosedItsPool() {
        var vertx = Vertx.vertx();
        Pool pool = PgBuilder.pool().connectingTo(new PgConnectOptions()).using(vertx).build();
        try {
            pool.close().toCompletionStage().toCompletableFuture().join();

            Throwable failure =
                    catchThrowable(() ->
                            pool.getConnection().toCompletionStage().toCompletableFuture().join());

            assertThat(Outage.isBehind(failure)).as(failure.toString()).isTrue();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Test
    void whatIsWrongWithTheWorkIsNoOutage() {
        assertThat(Outage.isBehind(new IllegalStateException("a defect"))).isFalse();
        assertThat(Outage.isBehind(new NoStackTraceThrowable("something else"))).isFalse();
    }
}
