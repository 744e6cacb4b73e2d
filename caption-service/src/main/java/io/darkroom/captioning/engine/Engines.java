package io.darkroom.captioning.engine;

import io.darkroom.captioning.autotag.TagEngine;
import io.darkroom.captioning.builtin.BuiltInEngine;
import io.darkroom.captioning.caption.CaptionEngine;
import io.darkroom.captioning.model.ModelConfig;
import io.darkroom.captioning.model.Provider;
import io.darkroom.captioning.vision.VisionEngine;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** The configured model where there is one, else the built-in engine. */
@ApplicationScoped
class Engines {
    private static final Logger LOG = Logger.getLogger(Engines.class);

    private final ModelConfig config;
    private final BuiltInEngine builtIn;
    private final Instance<VisionEngine> vision;

    Engines(ModelConfig config, BuiltInEngine builtIn, Instance<VisionEngine> vision) {
        this.config = config;
        this.builtIn = builtIn;
        this.vision = vision;
    }

    @Produces
    @Singleton
    CaptionEngine captions() {
        return config.provider() == Provider.NONE ? builtIn : vision.get();
    }

    @Produces
    @Singleton
    TagEngine tags() {
        return config.provider() == Provider.NONE ? builtIn : vision.get();
    }

    /** A model that is configured by half stops the service here, and not at its first picture. */
    void start(@Observes StartupEvent started) {
        CaptionEngine engine = captions();
        LOG.infof(
                "Captions and tags are written; engine=%s version=%s",
                engine.name(), engine.version());
    }
}
