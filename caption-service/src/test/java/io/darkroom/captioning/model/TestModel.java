package io.darkroom.captioning.model;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.darkroom.contracts.BudgetReached;
import io.darkroom.storage.InMemoryObjectStore;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.S3Config;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A model client without the service around it, with quick retries. */
public final class TestModel {
    private final Map<String, String> settings = new HashMap<>();
    private ObjectStore store = store();
    private Clock clock = Clock.systemUTC();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private final List<BudgetReached> notices = new ArrayList<>();

    private TestModel() {}

    public static TestModel of(StandInModels server, Provider provider) {
        var model = new TestModel();
        model.with("darkroom.model.provider", provider.id())
                .with("darkroom.model.name", "stand-in")
                .with("darkroom.model.base-url", server.address(provider).toString())
                .with("darkroom.model.api-key", "sk-secret")
                .with("darkroom.model.timeout", "2s")
                .with("darkroom.model.retry.delay", "5ms")
                .with("darkroom.model.retry.max-delay", "20ms")
                .with("darkroom.model.price.input-per-million", "0.40")
                .with("darkroom.model.price.output-per-million", "1.60");
        return model;
    }

    public TestModel with(String name, String value) {
        settings.put(name, value);
        return this;
    }

    public TestModel withoutPrice() {
        settings.keySet().removeIf(name -> name.startsWith("darkroom.model.price"));
        return this;
    }

    public TestModel with(ObjectStore other) {
        store = other;
        return this;
    }

    public TestModel at(Clock other) {
        clock = other;
        return this;
    }

    public ModelConfig config() {
        return mapped().getConfigMapping(ModelConfig.class);
    }

    public ModelClient client() {
        ModelConfig config = config();
        S3Config s3 = mapped().getConfigMapping(S3Config.class);
        var metrics = new ModelMetrics(meters);
        return new ModelClient(
                config,
                new ModelCall(config, new SentPicture(config), new ChatRequests(config), metrics),
                new AnswerCache(store, s3),
                new Budget(config, new Spending(store, s3), metrics, notices::add, clock),
                metrics);
    }

    /** The readiness check of a service that is configured like this. */
    @SuppressWarnings("unchecked")
    ModelHealth health() {
        ModelConfig config = config();
        var metrics = new ModelMetrics(meters);
        Instance<ModelCall> call = mock();
        when(call.get())
                .thenAnswer(_ ->
                        new ModelCall(
                                config,
                                new SentPicture(config),
                                new ChatRequests(config),
                                metrics));
        return new ModelHealth(config, call);
    }

    public SimpleMeterRegistry meters() {
        return meters;
    }

    /** What was said of budgets that are used up. */
    public List<BudgetReached> notices() {
        return notices;
    }

    public ObjectStore objects() {
        return store;
    }

    private SmallRyeConfig mapped() {
        settings.put("darkroom.s3.endpoint", "http://localhost:1");
        settings.put("darkroom.s3.access-key", "a");
        settings.put("darkroom.s3.secret-key", "b");
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(ModelConfig.class)
                .withMapping(S3Config.class)
                .withSources(new PropertiesConfigSource(settings, "test", 1000))
                .build();
    }

    private static ObjectStore store() {
        var store = new InMemoryObjectStore();
        store.ensureBucket("darkroom-variants");
        return store;
    }
}
