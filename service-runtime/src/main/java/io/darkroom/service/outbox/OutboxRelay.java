package io.darkroom.service.outbox;

import io.darkroom.service.events.KafkaSender;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Sends what the outbox holds, on the one instance of the service that leads. Runs where {@code
 * darkroom.roles} is absent or names {@code relay}.
 */
@Singleton
@Liveness
class OutboxRelay implements HealthCheck {
    private static final String ROLE = "relay";

    private final RelayLoop loop;
    private final RelayMetrics metrics;
    private final boolean enabled;

    OutboxRelay(
            Pool pool,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "quarkus.hibernate-orm.database.default-schema") String schema,
            @ConfigProperty(name = "darkroom.roles") Optional<List<String>> roles,
            OutboxConfig config,
            MeterRegistry registry) {
        this.enabled = roles.map(names -> names.contains(ROLE)).orElse(true);
        this.metrics = new RelayMetrics(registry);
        this.loop =
                new RelayLoop(
                        pool,
                        schema,
                        () -> KafkaSender.connect(kafka, config.sendTimeout()),
                        new TopicEnds(kafka, config.batchSize(), config.sendTimeout()),
                        config,
                        metrics);
    }

    void start(@Observes StartupEvent event) {
        if (enabled) {
            loop.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    @Override
    public HealthCheckResponse call() {
        var backlog = metrics.backlog();
        return HealthCheckResponse.named("outbox-relay")
                .status(!enabled || loop.isAlive())
                .withData("enabled", enabled)
                .withData("leader", metrics.leading())
                .withData("backlog", backlog.rows())
                .build();
    }
}
