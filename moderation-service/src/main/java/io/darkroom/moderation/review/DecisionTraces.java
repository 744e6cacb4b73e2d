package io.darkroom.moderation.review;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ties decisions to the traces of what they are about. A decision is a person's request, often
 * hours later and one of many in it, and so belongs to a trace of its own; a link leads from it to
 * the trace in which the review was asked for.
 */
@ApplicationScoped
class DecisionTraces {
    private static final String TRACEPARENT = "traceparent";
    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

    private final OpenTelemetry telemetry;

    DecisionTraces(OpenTelemetry telemetry) {
        this.telemetry = telemetry;
    }

    /** The trace that is under way, as a W3C traceparent; absent where there is none. */
    static @Nullable String current() {
        var carrier = new HashMap<String, String>();
        W3C.inject(Context.current(), carrier, (_, name, value) -> carrier.put(name, value));
        return carrier.get(TRACEPARENT);
    }

    /** Does what follows from the decision of a review in a span that is linked to its trace. */
    <T> T decide(ReviewEntity review, Supplier<T> work) {
        var builder =
                telemetry
                        .getTracer("io.darkroom.reviews")
                        .spanBuilder("decide review")
                        .setAttribute("darkroom.review.id", review.id.toString())
                        .setAttribute("darkroom.asset.id", review.assetId.toString());
        SpanContext asked = asked(review.trace);
        if (asked.isValid()) {
            builder.addLink(asked);
        }
        Span span = builder.startSpan();
        try (var _ = Context.current().with(span).makeCurrent()) {
            return work.get();
        } finally {
            span.end();
        }
    }

    private static SpanContext asked(@Nullable String stored) {
        Map<String, String> carrier = stored == null ? Map.of() : Map.of(TRACEPARENT, stored);
        return Span.fromContext(W3C.extract(Context.root(), carrier, Getter.INSTANCE))
                .getSpanContext();
    }

    private enum Getter implements TextMapGetter<Map<String, String>> {
        INSTANCE;

        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
            return Set.copyOf(carrier.keySet());
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
            return carrier == null ? null : carrier.get(key);
        }
    }
}
