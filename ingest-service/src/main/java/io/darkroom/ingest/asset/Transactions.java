package io.darkroom.ingest.asset;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Transactions, from whatever thread they are asked for. */
@ApplicationScoped
public class Transactions {
    private final Mutiny.SessionFactory sessions;
    private final Vertx vertx;

    Transactions(Mutiny.SessionFactory sessions, Vertx vertx) {
        this.sessions = sessions;
        this.vertx = vertx;
    }

    /**
     * Does the work in one transaction, anew for each subscription. Hibernate Reactive works on an
     * event loop only; the caller's own context is kept where there is one, and with it the trace.
     */
    public <T> Uni<T> begin(Function<Mutiny.Session, Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> {
                    Context context = VertxContext.getOrCreateDuplicatedContext(vertx);
                    VertxContextSafetyToggle.setContextSafe(context, true);
                    return Uni.createFrom()
                            .deferred(() -> sessions.withTransaction(work))
                            .runSubscriptionOn(task -> context.runOnContext(_ -> task.run()));
                });
    }

    /** Does the work in one transaction, waits for its end, and throws what the work threw. */
    public <T> T run(Function<Mutiny.Session, Uni<T>> work) {
        return begin(work).await().indefinitely();
    }
}
