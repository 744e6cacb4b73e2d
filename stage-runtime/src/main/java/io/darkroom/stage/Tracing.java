package io.darkroom.stage;

import io.darkroom.contracts.Stage;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Goes on with the trace that a record brings, and hands it to the records that follow from it. */
@ApplicationScoped
class Tracing {
    /** Not the configured ones: a trace goes on even where this service records none of it. */
    private static final TextMapPropagator W3C = W3CTraceContextPropagator.getInstance();

    private final OpenTelemetry telemetry;

    Tracing(OpenTelemetry telemetry) {
        this.telemetry = telemetry;
    }

    /** A span with the scope that makes it the current one. */
    record Active(Span span, Scope scope) implements AutoCloseable {
        @Override
        public void close() {
            scope.close();
            span.end();
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // Active closes it
    Active begin(Stage stage, Map<String, String> headers) {
        Context parent = W3C.extract(Context.root(), headers, HeaderGetter.INSTANCE);
        Span span =
                telemetry
                        .getTracer("io.darkroom.stage")
                        .spanBuilder("process " + stage)
                        .setParent(parent)
                        .setSpanKind(SpanKind.CONSUMER)
                        .setAttribute("messaging.system", "kafka")
                        .setAttribute("messaging.consumer.group.name", StageGroups.group(stage))
                        .setAttribute("darkroom.stage", stage.id())
                        .startSpan();
        return new Active(span, parent.with(span).makeCurrent());
    }

    /** Writes the current trace into headers, in place of one that was copied with a record. */
    void inject(Headers headers) {
        W3C.inject(
                Context.current(),
                headers,
                (carrier, name, value) -> {
                    if (carrier != null) {
                        carrier.remove(name);
                        carrier.add(name, value.getBytes(StandardCharsets.UTF_8));
                    }
                });
    }

    private enum HeaderGetter implements TextMapGetter<Map<String, String>> {
        INSTANCE;

        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
            return carrier.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
            return carrier == null ? null : carrier.get(key);
        }
    }
}
