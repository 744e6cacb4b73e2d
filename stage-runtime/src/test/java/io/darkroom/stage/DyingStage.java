package io.darkroom.stage;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.storage.S3Config;
import io.darkroom.storage.S3ObjectStore;
import io.darkroom.storage.S3Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

/**
 * A stage in a process of its own, with the real worker, that one picture kills as a fault in
 * native code would: from one instant to the next, with everything that is in hand beside it.
 */
final class DyingStage implements StageWork {
    /** One that the toy service does not run. */
    static final Stage STAGE = Stage.CAPTION;

    /** The name of the file that kills. */
    static final String KILLER = "killer.png";

    static final int EXIT_CODE = 137;

    /** Records in hand at once, and so the most that a death concerns. */
    static final int CONCURRENCY = 8;

    private DyingStage() {}

    /**
     * Reads until it dies.
     *
     * @param settings of the servers, each {@code name=value}
     */
    public static void main(String[] settings) throws Exception {
        var values = new HashMap<String, String>();
        for (String setting : settings) {
            String[] parts = setting.split("=", 2);
            values.put(parts[0], parts[1]);
        }
        var config =
                new SmallRyeConfigBuilder()
                        .withDefaultValues(values)
                        .withConverter(Duration.class, 200, new DurationConverter())
                        .withMapping(StageConfig.class)
                        .withMapping(S3Config.class)
                        .build();
        run(
                config.getConfigMapping(StageConfig.class),
                config.getConfigMapping(S3Config.class),
                Map.of("bootstrap.servers", values.get("kafka.bootstrap.servers")));
        Thread.currentThread().join();
    }

    private static void run(StageConfig config, S3Config s3, Map<String, Object> kafka)
            throws Exception {
        var clients = new KafkaClients(kafka);
        var store = new S3ObjectStore(S3Settings.of(s3.endpoint(), s3.accessKey(), s3.secretKey()));
        var circuit = new StorageCircuit(store, s3, config);
        var canary = new Canary(Optional.empty());
        var metrics = new StageMetrics(new SimpleMeterRegistry(), canary);
        var tracing = new Tracing(OpenTelemetry.noop());
        var outcomes = new OutcomeStore(circuit);
        var runner =
                new StageRunner(
                        config,
                        s3,
                        outcomes,
                        new OutcomePublisher(clients, tracing, canary),
                        new Attempts(
                                config,
                                new Originals(circuit, config),
                                circuit,
                                new ByteBudget(config),
                                new WorkExecutor(),
                                metrics),
                        new Beginnings(outcomes, new Solo(), config),
                        metrics,
                        tracing,
                        canary);
        new BrokerSetup(clients, config, canary).apply(List.of(STAGE), Subscription.SHARE);
        var executor = Executors.newVirtualThreadPerTaskExecutor();
        new StageLoops(
                        STAGE,
                        CONCURRENCY,
                        canary,
                        (lane, index, places, turn) ->
                                new StageLoop(
                                        new DyingStage(),
                                        lane,
                                        places,
                                        () ->
                                                clients.source(
                                                        Subscription.SHARE,
                                                        lane.topic(),
                                                        StageGroups.group(
                                                                STAGE,
                                                                lane,
                                                                Subscription.SHARE,
                                                                canary),
                                                        "dying" + lane.suffix() + "-" + index),
                                        runner,
                                        circuit,
                                        executor,
                                        config.grace(),
                                        turn))
                .start();
    }

    @Override
    public Stage stage() {
        return STAGE;
    }

    @Override
    public Object parameters(AssetUploaded asset) {
        return "dying 1";
    }

    @Override
    public Workload workload() {
        return Workload.WAITING;
    }

    @Override
    public StageOutcome run(StageInput input) {
        if (KILLER.equals(input.asset().fileName())) {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
        return new StageOutcome.Skipped("Alive");
    }
}
