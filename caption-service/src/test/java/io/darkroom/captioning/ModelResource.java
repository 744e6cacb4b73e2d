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
        return Map.ofEntries(
                Map.entry("darkroom.model.provider", "openai"),
                Map.entry("darkroom.model.name", "stand-in"),
                Map.entry("darkroom.model.base-url", models.address(Provider.OPENAI).toString()),
                Map.entry("darkroom.model.in-flight", "8"),
                Map.entry("darkroom.model.retry.delay", "20ms"),
                Map.entry("darkroom.model.circuit.failures", "3"),
                Map.entry("darkroom.model.circuit.pause", "500ms"),
                Map.entry("darkroom.model.price.input-per-million", "0.40"),
                Map.entry("darkroom.model.price.output-per-million", "1.60"),
                Map.entry("darkroom.model.budget.tenants.poor", "0.0001"));
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
