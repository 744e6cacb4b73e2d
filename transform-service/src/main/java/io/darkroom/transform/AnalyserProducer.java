package io.darkroom.transform;

import io.darkroom.imaging.analysis.Analyser;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** One analyser for both stages, so that idle classifiers are shared. */
@ApplicationScoped
class AnalyserProducer {
    @Produces
    @Singleton
    Analyser analyser() {
        return new Analyser();
    }

    void close(@Disposes Analyser analyser) {
        analyser.close();
    }
}
