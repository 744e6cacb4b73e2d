package io.darkroom.stage;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready where every stage of this instance reads its topic and the object store answers. A stage
 * that a person paused is as it is meant to be, and so is a canary that nobody wants.
 */
@Readiness
@ApplicationScoped
class StageHealth implements HealthCheck {
    private final StageSubscriber subscriber;
    private final StorageCircuit circuit;

    StageHealth(StageSubscriber subscriber, StorageCircuit circuit) {
        this.subscriber = subscriber;
        this.circuit = circuit;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("stages").up();
        subscriber
                .problems()
                .forEach((stage, problem) -> {
                    response.withData(
                            stage.id(), problem.or(() -> subscriber.held(stage)).orElse("reading"));
                    if (problem.isPresent()) {
                        response.down();
                    }
                });
        circuit.problem()
                .ifPresent(problem ->
                        response.down().withData("object-store", "stages pause: " + problem));
        return response.build();
    }
}
