package io.darkroom.captioning;

import io.darkroom.captioning.model.Provider;
import io.darkroom.captioning.model.StandInModels;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A stand-in for OpenAI beside the service, and the service configured for it. */
public final class ModelResource implements QuarkusTestResourceLifecycleManager {
    private final StandInModels models = new StandInModels();

    @Override
    public Map<String, String> start() {
        return Map.of(
                "darkroom.model.provider", "openai",
                "darkroom.model.name", "stand-in",
                "darkroom.model.base-url", models.address(Provider.OPENAI).toString(),
                "darkroom.model.in-flight", "8",
                "darkroom.model.retry.delay", "20ms",
                "darkroom.model.circuit.failures", "3",
                "darkroom.model.circuit.pause", "500ms");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(models, new TestInjector.MatchesType(StandInModels.class));
    }

    @Override
    public void stop() {
        models.close();
    }
}
