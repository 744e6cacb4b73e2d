package io.darkroom.captioning.model;

import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready where the configured model can be asked: a wrong key, name or address is told here in
 * words, before the first picture comes. The provider is looked at twice a minute at most.
 */
@Readiness
@ApplicationScoped
class ModelHealth implements HealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long FRESH_NANOS = Duration.ofSeconds(30).toNanos();

    private final ModelConfig config;
    private final Instance<ModelCall> call;
    private final ChatHttp http;
    private Optional<String> looked = Optional.empty();
    private long lookedAt = System.nanoTime() - FRESH_NANOS - 1;

    ModelHealth(ModelConfig config, Instance<ModelCall> call) {
        this.config = config;
        this.call = call;
        this.http = new ChatHttp(config.connectTimeout(), PATIENCE, config.maxAnswerBytes());
    }

    @Override
    public HealthCheckResponse call() {
        var response =
                HealthCheckResponse.named("model").withData("provider", config.provider().id());
        if (config.provider() == Provider.NONE) {
            return response.withData("engine", "built-in").up().build();
        }
        response.withData("model", config.name().orElse(""));
        Optional<String> problem = call.get().problem().or(this::look);
        problem.ifPresent(words -> response.withData("problem", words));
        return response.status(problem.isEmpty()).build();
    }

    private synchronized Optional<String> look() {
        if (System.nanoTime() - lookedAt > FRESH_NANOS) {
            looked = problem();
            lookedAt = System.nanoTime();
        }
        return looked;
    }

    private Optional<String> problem() {
        try {
            http.execute(question());
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(Trouble.of(e).words());
        }
    }

    private HttpRequest question() {
        String address = ChatModels.address(config);
        String model = config.name().orElse("");
        String key = config.apiKey().orElse("");
        var request = HttpRequest.builder().method(HttpMethod.GET);
        switch (config.provider()) {
            case OPENAI -> {
                // Servers of other makers list their models, but few know the way to a single one.
                request.url(address, config.baseUrl().isPresent() ? "models" : "models/" + model);
                if (!key.isEmpty()) {
                    request.addHeader("Authorization", "Bearer " + key);
                }
            }
            case OLLAMA ->
                    request.method(HttpMethod.POST)
                            .url(address, "api/show")
                            .addHeader("Content-Type", "application/json")
                            .body("{\"model\":\"" + model.replace("\"", "") + "\"}");
            case ANTHROPIC ->
                    request.url(address, "models/" + model)
                            .addHeader("x-api-key", key)
                            .addHeader("anthropic-version", "2023-06-01");
            case GEMINI -> request.url(address, "models/" + model).addHeader("x-goog-api-key", key);
            case NONE -> throw new IllegalStateException("There is no provider to ask");
        }
        return request.build();
    }
}
