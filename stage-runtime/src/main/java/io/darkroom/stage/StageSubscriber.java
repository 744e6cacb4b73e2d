package io.darkroom.stage;

import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageControl;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Starts the loops of the stages that this instance runs, and stops them. */
@ApplicationScoped
class StageSubscriber {
    private static final Logger LOG = Logger.getLogger(StageSubscriber.class);
    private static final Duration BETWEEN_SETUPS = Duration.ofSeconds(2);

    private final StageConfig config;
    private final Subscription subscription;
    private final KafkaClients clients;
    private final BrokerSetup broker;
    private final StageRunner runner;
    private final StorageCircuit circuit;
    private final StageMetrics metrics;
    private final StageControls controls;
    private final StageReporter reporter;
    private final Canary canary;
    private final Map<Stage, StageWork> works;
    private final Map<Stage, StageLoops> loops = new EnumMap<>(Stage.class);
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private volatile @Nullable Thread starter;

    StageSubscriber(
            StageConfig config,
            @ConfigProperty(name = "darkroom.stages") Optional<List<String>> stages,
            @ConfigProperty(name = "darkroom.subscription", defaultValue = "share")
                    Subscription subscription,
            @Any Instance<StageWork> works,
            KafkaClients clients,
            BrokerSetup broker,
            StageRunner runner,
            StorageCircuit circuit,
            StageMetrics metrics,
            StageControls controls,
            StageReporter reporter,
            Canary canary) {
        this.config = config;
        this.subscription = subscription;
        this.clients = clients;
        this.broker = broker;
        this.runner = runner;
        this.circuit = circuit;
        this.metrics = metrics;
        this.controls = controls;
        this.reporter = reporter;
        this.canary = canary;
        this.works = EnabledStages.of(works, stages);
    }

    /** Per stage, why nothing is read; absent where all is well. */
    Map<Stage, Optional<String>> problems() {
        var problems = new EnumMap<Stage, Optional<String>>(Stage.class);
        loops.forEach((stage, loop) -> problems.put(stage, loop.problem()));
        return problems;
    }

    /** Why the stage takes nothing on purpose, if so. */
    Optional<String> held(Stage stage) {
        return Optional.ofNullable(loops.get(stage)).flatMap(StageLoops::held);
    }

    void start(@Observes StartupEvent started) {
        if (works.isEmpty()) {
            LOG.info("This instance runs no stages");
            return;
        }
        works.keySet().forEach(this::prepare);
        // The broker may come up after this service: readiness says so meanwhile.
        starter = Thread.ofVirtual().name("stages-start").start(this::setUpAndRun);
    }

    void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
        Thread starting = starter;
        if (starting != null) {
            starting.interrupt();
            starting.join();
        }
        reporter.stop();
        loops.values().forEach(StageLoops::stop);
        Duration most = config.grace().plusSeconds(5);
        for (StageLoops stage : loops.values()) {
            stage.join(most);
        }
        executor.shutdownNow();
    }

    private void prepare(Stage stage) {
        metrics.watch(stage);
        int concurrency = StageSettings.of(work(stage), config).concurrency();
        loops.put(
                stage,
                new StageLoops(
                        stage,
                        concurrency,
                        canary,
                        (lane, index, places, turn) -> loop(stage, lane, index, places, turn)));
    }

    private StageLoop loop(Stage stage, Lane lane, int index, WorkPlaces places, Turn turn) {
        String group = StageGroups.group(stage, lane, subscription, canary);
        String client = StageGroups.group(stage) + lane.suffix() + "-" + index;
        return new StageLoop(
                work(stage),
                lane,
                places,
                () -> clients.source(subscription, lane.topic(), group, client),
                runner,
                circuit,
                executor,
                config.grace(),
                turn);
    }

    private StageWork work(Stage stage) {
        StageWork work = works.get(stage);
        if (work == null) {
            throw new IllegalStateException("No bean for stage " + stage);
        }
        return work;
    }

    private void setUpAndRun() {
        Thread looking = Thread.ofVirtual().name("stages-store").start(circuit::look);
        while (!Thread.currentThread().isInterrupted()) {
            try {
                broker.apply(works.keySet(), subscription);
                controls.follow(this::obey);
                looking.join();
                loops.values().forEach(StageLoops::start);
                reporter.start(loops);
                LOG.infof(
                        "Stages are read; stages=%s subscription=%s canary=%s",
                        works.keySet(), subscription, canary.name().orElse("-"));
                return;
            } catch (ExecutionException | RuntimeException e) {
                LOG.warnf("The broker could not be set up, trying again; error=%s", e.getMessage());
            } catch (InterruptedException _) {
                return;
            }
            try {
                Thread.sleep(BETWEEN_SETUPS);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private void obey(Stage stage, @Nullable StageControl word) {
        canary.told(stage, word);
        StageLoops told = loops.get(stage);
        if (told != null) {
            told.obey(word);
        }
    }
}
