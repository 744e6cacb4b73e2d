package io.darkroom.ingest.webhook;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Carries a trace from the change of a record to the request that tells an endpoint of it. */
@Singleton
class WebhookTraces {
    private static final String TRACEPARENT = "traceparent";

    private final OpenTelemetry telemetry;

    WebhookTraces(OpenTelemetry telemetry) {
        this.telemetry = telemetry;
    }

    /** The trace that is under way, as a W3C traceparent; empty where there is none. */
    static String current() {
        return traceparent(Context.current());
    }

    /** Begins to send; what is sent belongs to the trace of the change, until closed. */
    Active begin(DueDelivery delivery) {
        Span span =
                telemetry
                        .getTracer("io.darkroom.webhooks")
                        .spanBuilder("webhook " + delivery.event().type())
                        .setParent(parent(delivery.trace()))
                        .setSpanKind(SpanKind.CLIENT)
                        .setAttribute("darkroom.webhook.id", delivery.webhook().toString())
                        .startSpan();
        return new Active(span, traceparent(Context.root().with(span)));
    }

    /**
     * An attempt that is under way.
     *
     * @param traceparent what the request carries; empty where there is no trace
     */
    record Active(Span span, String traceparent) implements AutoCloseable {
        @Override
        public void close() {
            span.end();
        }
    }

    private static Context parent(@Nullable String stored) {
        Map<String, String> carrier = stored == null ? Map.of() : Map.of(TRACEPARENT, stored);
        return W3CTraceContextPropagator.getInstance()
                .extract(Context.root(), carrier, Getter.INSTANCE);
    }

    private static String traceparent(Context context) {
        var carrier = new HashMap<String, String>();
        W3CTraceContextPropagator.getInstance()
                .inject(context, carrier, (_, name, value) -> carrier.put(name, value));
        return carrier.getOrDefault(TRACEPARENT, "");
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
