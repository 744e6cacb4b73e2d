package io.darkroom.stage;

import io.darkroom.contracts.Stage;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
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
    private final Map<Stage, StageWork> works;
    private final Map<Stage, Collection<StageLoop>> loops = new EnumMap<>(Stage.class);
    private final Map<Stage, Collection<StageLoop>> bulkLoops = new EnumMap<>(Stage.class);
    private final Collection<Thread> threads = new CopyOnWriteArrayList<>();
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
            StageMetrics metrics) {
        this.config = config;
        this.subscription = subscription;
        this.clients = clients;
        this.broker = broker;
        this.runner = runner;
        this.circuit = circuit;
        this.metrics = metrics;
        this.works = EnabledStages.of(works, stages);
    }

    /** Per stage, why nothing is read; absent where all is well. */
    Map<Stage, Optional<String>> problems() {
        var problems = new EnumMap<Stage, Optional<String>>(Stage.class);
        works.keySet().forEach(stage -> problems.put(stage, problem(stage)));
        return problems;
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
        loops.values().forEach(stage -> stage.forEach(StageLoop::stop));
        bulkLoops.values().forEach(stage -> stage.forEach(StageLoop::stop));
        Duration most = config.grace().plusSeconds(5);
        for (Thread thread : threads) {
            if (!thread.join(most)) {
                thread.interrupt();
            }
        }
        executor.shutdownNow();
    }

    private Optional<String> problem(Stage stage) {
        var all = loops.getOrDefault(stage, List.of());
        return all.stream().anyMatch(loop -> loop.problem().isEmpty())
                ? Optional.empty()
                : all.stream().findFirst().flatMap(StageLoop::problem);
    }

    private void prepare(Stage stage) {
        metrics.watch(stage);
        int concurrency = StageSettings.of(work(stage), config).concurrency();
        int bulk = Math.max(1, concurrency / 2);
        var places = new WorkPlaces(concurrency, bulk);
        loops.put(stage, loops(stage, Lane.LIVE, places, concurrency));
        bulkLoops.put(stage, loops(stage, Lane.BULK, places, bulk));
    }

    private List<StageLoop> loops(Stage stage, Lane lane, WorkPlaces places, int count) {
        String client = StageGroups.group(stage) + lane.suffix() + "-";
        return IntStream.range(0, count)
                .mapToObj(place -> loop(stage, lane, places, client + place))
                .toList();
    }

    private StageLoop loop(Stage stage, Lane lane, WorkPlaces places, String client) {
        String group = StageGroups.group(stage, lane, subscription);
        return new StageLoop(
                work(stage),
                lane,
                places,
                () -> clients.source(subscription, lane.topic(), group, client),
                runner,
                circuit,
                executor,
                config.grace());
    }

    private StageWork work(Stage stage) {
        StageWork work = works.get(stage);
        if (work == null) {
            throw new IllegalStateException("No bean for stage " + stage);
        }
        return work;
    }

    private void setUpAndRun() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                broker.apply(works.keySet(), subscription);
                loops.forEach((stage, lanes) -> run("stage-" + stage, lanes));
                bulkLoops.forEach((stage, lanes) -> run("stage-" + stage + "-bulk", lanes));
                LOG.infof(
                        "Stages are read; stages=%s subscription=%s", works.keySet(), subscription);
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

    private void run(String name, Collection<StageLoop> stageLoops) {
        int place = 0;
        for (StageLoop loop : stageLoops) {
            threads.add(Thread.ofPlatform().name(name + "-" + place++).daemon(true).start(loop));
        }
    }
}
