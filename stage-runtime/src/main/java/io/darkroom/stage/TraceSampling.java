package io.darkroom.stage;

import io.opentelemetry.sdk.trace.samplers.Sampler;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * Traces are passed on always, but recorded only where somebody said where to: otherwise the
 * exporter would complain about its absent default collector for ever.
 */
@Singleton
class TraceSampling {

    @Produces
    @Singleton
    Sampler sampler(Config config) {
        boolean wanted =
                Stream.of(
                                "quarkus.otel.exporter.otlp.endpoint",
                                "quarkus.otel.exporter.otlp.traces.endpoint")
                        .anyMatch(name -> isSet(config, name));
        return wanted ? Sampler.parentBased(Sampler.alwaysOn()) : Sampler.alwaysOff();
    }

    /** Set by somebody, and not the extension's own default. */
    private static boolean isSet(Config config, String name) {
        var value = config.getConfigValue(name);
        return value.getValue() != null && value.getSourceOrdinal() > Integer.MIN_VALUE;
    }
}
