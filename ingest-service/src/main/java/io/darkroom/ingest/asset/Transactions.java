package io.darkroom.ingest.asset;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.JDBCException;
import org.hibernate.reactive.mutiny.Mutiny;

/** Transactions, from whatever thread they are asked for. */
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
     * it because it and another waited for each other. Hibernate Reactive works on an event loop
     * only; the caller's own context is kept where there is one, and with it the trace.
     */
    public <T> Uni<T> begin(Function<Mutiny.Session, Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> {
                    Context context = VertxContext.getOrCreateDuplicatedContext(vertx);
                    VertxContextSafetyToggle.setContextSafe(context, true);
                    return Uni.createFrom()
                            .deferred(() -> sessions.withTransaction(work))
                            .runSubscriptionOn(task -> context.runOnContext(_ -> task.run()));
                })
                .onFailure(Transactions::isDeadlock)
                .retry()
                .atMost(AGAIN);
    }

    private static boolean isDeadlock(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause ->
                        cause instanceof JDBCException database
                                && DEADLOCK.equals(database.getSQLState()));
    }

    /** Does the work in one transaction, waits for its end, and throws what the work threw. */
    public <T> T run(Function<Mutiny.Session, Uni<T>> work) {
        return begin(work).await().indefinitely();
    }
}
