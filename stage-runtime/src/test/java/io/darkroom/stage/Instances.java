package io.darkroom.stage;

import io.darkroom.storage.S3Config;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Further instances of the toy service's tags: with consumers and a reader of the control topic of
 * their own, in this process.
 */
@Dependent
class Instances {
    private final StageConfig config;
    private final Subscription subscription;
    private final Instance<StageWork> works;
    private final KafkaClients clients;
    private final S3Config s3;
    private final OutcomeStore outcomes;
    private final Attempts attempts;
    private final Beginnings beginnings;
    private final Tracing tracing;
    private final StorageCircuit circuit;
    private final StageMetrics metrics;

    Instances(
            StageConfig config,
            @ConfigProperty(name = "darkroom.subscription", defaultValue = "share")
                    Subscription subscription,
            @Any Instance<StageWork> works,
            KafkaClients clients,
            S3Config s3,
            OutcomeStore outcomes,
            Attempts attempts,
            Beginnings beginnings,
            Tracing tracing,
            StorageCircuit circuit,
            StageMetrics metrics) {
        this.config = config;
        this.subscription = subscription;
        this.works = works;
        this.clients = clients;
        this.s3 = s3;
        this.outcomes = outcomes;
        this.attempts = attempts;
        this.beginnings = beginnings;
        this.tracing = tracing;
        this.circuit = circuit;
        this.metrics = metrics;
    }

    /** One that runs. */
    record Running(
            StageSubscriber subscriber,
            StageControls controls,
            OutcomePublisher publisher,
            String name)
            implements AutoCloseable {
        @Override
        public void close() {
            try {
                subscriber.stop(new ShutdownEvent());
            } catch (InterruptedException e) {
                throw new IllegalStateException("Interrupted while an instance stopped", e);
            }
            controls.close();
            publisher.close();
        }
    }

    Running start() {
        return start(new Canary(Optional.empty()));
    }

    /** One that is a canary. */
    Running startCanary(String name) {
        return start(new Canary(Optional.of(name)));
    }

    private Running start(Canary canary) {
        var controls = new StageControls(clients);
        var publisher = new OutcomePublisher(clients, tracing, canary);
        var runner =
                new StageRunner(
                        config,
                        s3,
                        outcomes,
                        publisher,
                        attempts,
                        beginnings,
                        metrics,
                        tracing,
                        canary);
        var reporter = new StageReporter(publisher, metrics, canary, config, "toy-service");
        var subscriber =
                new StageSubscriber(
                        config,
                        Optional.of(List.of("auto-tag")),
                        subscription,
                        works,
                        clients,
                        new BrokerSetup(clients, config, canary),
                        runner,
                        circuit,
                        metrics,
                        controls,
                        reporter,
                        canary);
        subscriber.start(new StartupEvent());
        return new Running(subscriber, controls, publisher, reporter.instance());
    }
}
