package io.darkroom.stage;

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
    private final BrokerSetup broker;
    private final StageRunner runner;
    private final StorageCircuit circuit;
    private final StageMetrics metrics;
    private final OutcomePublisher publisher;

    Instances(
            StageConfig config,
            @ConfigProperty(name = "darkroom.subscription", defaultValue = "share")
                    Subscription subscription,
            @Any Instance<StageWork> works,
            KafkaClients clients,
            BrokerSetup broker,
            StageRunner runner,
            StorageCircuit circuit,
            StageMetrics metrics,
            OutcomePublisher publisher) {
        this.config = config;
        this.subscription = subscription;
        this.works = works;
        this.clients = clients;
        this.broker = broker;
        this.runner = runner;
        this.circuit = circuit;
        this.metrics = metrics;
        this.publisher = publisher;
    }

    /** One that runs. */
    record Running(StageSubscriber subscriber, StageControls controls, String name)
            implements AutoCloseable {
        @Override
        public void close() {
            try {
                subscriber.stop(new ShutdownEvent());
            } catch (InterruptedException e) {
                throw new IllegalStateException("Interrupted while an instance stopped", e);
            }
            controls.close();
        }
    }

    Running start() {
        var controls = new StageControls(clients);
        var reporter = new StageReporter(publisher, metrics, config, "toy-service");
        var subscriber =
                new StageSubscriber(
                        config,
                        Optional.of(List.of("auto-tag")),
                        subscription,
                        works,
                        clients,
                        broker,
                        runner,
                        circuit,
                        metrics,
                        controls,
                        reporter);
        subscriber.start(new StartupEvent());
        return new Running(subscriber, controls, reporter.instance());
    }
}
