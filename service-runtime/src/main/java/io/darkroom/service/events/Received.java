package io.darkroom.service.events;

import io.darkroom.contracts.CloudEvent;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/**
 * An event of several that came at once.
 *
 * @param trace that it belongs to
 */
public record Received<T>(CloudEvent<T> event, Context trace) {

    /**
     * Does the work as a part of the event's trace. For one event after another: what runs beside
     * it on the same Vert.x context would be taken for a part, too.
     */
    @SuppressWarnings("MustBeClosedChecker") // closed where the work ends
    public <R> Uni<R> traced(Supplier<Uni<R>> work) {
        return Uni.createFrom()
                .deferred(() -> {
                    var scope = trace.makeCurrent();
                    return work.get().onTermination().invoke(scope::close);
                });
    }
}
