package io.darkroom.service.sql;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.JDBCException;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Transactions, from whatever thread they are asked for. What was begun is brought to its end, also
 * where whoever asked does not wait for it: a client that closed its connection, a stream that was
 * left.
 */
@ApplicationScoped
public class Transactions {
    /** PostgreSQL: deadlock_detected. */
    private static final String DEADLOCK = "40P01";

    private static final int AGAIN = 3;

    private final Mutiny.SessionFactory sessions;
    private final Vertx vertx;

    Transactions(Mutiny.SessionFactory sessions, Vertx vertx) {
        this.sessions = sessions;
        this.vertx = vertx;
    }

    /**
     * Does the work in one transaction, anew for each subscription, and anew where PostgreSQL ended
     * it because it and another waited for each other.
     */
    public <T> Uni<T> begin(Function<Mutiny.Session, Uni<T>> work) {
        return toItsEnd(() -> sessions.withTransaction(work))
                .onFailure(Transactions::isDeadlock)
                .retry()
                .atMost(AGAIN);
    }

    /** Reads without a transaction of its own, anew for each subscription. */
    public <T> Uni<T> read(Function<Mutiny.Session, Uni<T>> work) {
        return toItsEnd(() -> sessions.withSession(work));
    }

    /** Does the work in one transaction, waits for its end, and throws what the work threw. */
    public <T> T run(Function<Mutiny.Session, Uni<T>> work) {
        return begin(work).await().indefinitely();
    }

    /**
     * Begins the work on an event loop, as Hibernate Reactive wants it, in the caller's own context
     * where there is one, and with it the trace. The work hears of no cancellation, which Quarkus
     * makes of a client that goes away: a session that is closed while it works tells of an error
     * each time, and one that still waits for its connection loses that from Hibernate Reactive
     * 3.3.8 on (hibernate-reactive#4133).
     */
    private <T> Uni<T> toItsEnd(Supplier<Uni<? extends T>> work) {
        return Uni.createFrom()
                .emitter(emitter -> {
                    Context context = VertxContext.getOrCreateDuplicatedContext(vertx);
                    VertxContextSafetyToggle.setContextSafe(context, true);
                    context.runOnContext(_ ->
                            Uni.createFrom()
                                    .deferred(work)
                                    .subscribe()
                                    .with(emitter::complete, emitter::fail));
                });
    }

    private static boolean isDeadlock(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause ->
                        cause instanceof JDBCException database
                                && DEADLOCK.equals(database.getSQLState()));
    }
}
