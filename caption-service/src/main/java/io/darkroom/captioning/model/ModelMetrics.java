package io.darkroom.captioning.model;

import io.darkroom.contracts.Cost;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** What operators see of the model. Every meter of a question has the tag {@code stage}. */
@ApplicationScoped
class ModelMetrics {
    private final MeterRegistry registry;
    private final Map<String, AtomicReference<Double>> used = new ConcurrentHashMap<>();

    ModelMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Shows whether the provider is taken for away: 1 or 0. */
    void watch(BooleanSupplier open) {
        registry.gauge("darkroom.model.circuit.open", open, it -> it.getAsBoolean() ? 1 : 0);
    }

    void answered(String stage, Duration took, long inputTokens, long outputTokens) {
        Timer.builder("darkroom.model.duration")
                .description("Time from a request to the whole answer")
                .tag("stage", stage)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(50))
                .maximumExpectedValue(Duration.ofMinutes(2))
                .register(registry)
                .record(took);
        request(stage, "answered");
        var tokens = Tags.of("stage", stage);
        registry.counter("darkroom.model.tokens", tokens.and("direction", "in"))
                .increment((double) inputTokens);
        registry.counter("darkroom.model.tokens", tokens.and("direction", "out"))
                .increment((double) outputTokens);
    }

    void paid(String stage, String tenant, Cost cost) {
        registry.counter(
                        "darkroom.model.cost",
                        "stage",
                        stage,
                        "tenant",
                        tenant,
                        "currency",
                        cost.currency())
                .increment(cost.amount().doubleValue());
    }

    /** Requests by their end: answered, or the kind of trouble. */
    void request(String stage, String outcome) {
        registry.counter("darkroom.model.requests", "stage", stage, "outcome", outcome).increment();
    }

    void kept(String stage, boolean hit) {
        registry.counter("darkroom.model.kept", "stage", stage, "result", hit ? "hit" : "miss")
                .increment();
    }

    /** The share of its daily budget that a tenant has used, 1 for all of it. */
    void budget(String tenant, BigDecimal spent, BigDecimal limit) {
        double share = limit.signum() == 0 ? 1 : spent.doubleValue() / limit.doubleValue();
        used.computeIfAbsent(tenant, this::gauge).set(share);
    }

    void budgetReached(String tenant) {
        registry.counter("darkroom.model.budget.deferred", "tenant", tenant).increment();
    }

    private AtomicReference<Double> gauge(String tenant) {
        var share = new AtomicReference<>(0.0);
        registry.gauge(
                "darkroom.model.budget.used", Tags.of("tenant", tenant), share, it -> it.get());
        return share;
    }
}
