package io.darkroom.transform;

import io.darkroom.imaging.analysis.Analyser;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** One analyser for both stages, so that idle classifiers are shared. */
@ApplicationScoped
class AnalyserProducer {
    private final Optional<Path> model;

    AnalyserProducer(@ConfigProperty(name = "darkroom.faces.model") Optional<Path> model) {
        this.model = model;
    }

    /** Made when the service starts, so that a wrong model file stops it there and says so. */
    @Produces
    @Singleton
    @Startup
    Analyser analyser() {
        return Analyser.of(model);
    }

    void close(@Disposes Analyser analyser) {
        analyser.close();
    }
}
