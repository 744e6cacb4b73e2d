package io.darkroom.stage;

import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageControl;
import io.darkroom.contracts.StageInstance;
import io.darkroom.contracts.StageInstance.Load;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Tells operations every few seconds what this instance does. */
@ApplicationScoped
class StageReporter {
    private final OutcomePublisher publisher;
    private final StageMetrics metrics;
    private final Canary canary;
    private final String service;
    private final Duration every;
    private final String instance = name();
    private final Instant startedAt = now();
    private volatile @Nullable Thread thread;

    StageReporter(
            OutcomePublisher publisher,
            StageMetrics metrics,
            Canary canary,
            StageConfig config,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.publisher = publisher;
        this.metrics = metrics;
        this.canary = canary;
        this.service = service;
        this.every = config.reportEvery();
    }

    /** Under which name this instance speaks. */
    String instance() {
        return instance;
    }

    /** Begins to tell. */
    void start(Map<Stage, StageLoops> stages) {
        thread = Thread.ofVirtual().name("stage-reporter").start(() -> run(stages));
    }

    void stop() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    private void run(Map<Stage, StageLoops> stages) {
        while (!Thread.currentThread().isInterrupted()) {
            publisher.tell(report(stages));
            try {
                Thread.sleep(every);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private StageInstance report(Map<Stage, StageLoops> stages) {
        var loads =
                stages.entrySet().stream()
                        .map(entry -> load(entry.getKey(), entry.getValue()))
                        .toList();
        return new StageInstance(
                instance,
                service,
                now(),
                startedAt,
                every.toMillis(),
                loads,
                canary.name().orElse(null));
    }

    private Load load(Stage stage, StageLoops loops) {
        return new Load(
                stage,
                loops.takesNothing(),
                loops.word().map(StageControl::at).orElse(null),
                loops.concurrency(),
                metrics.inFlight(stage),
                metrics.waitingNow(stage),
                metrics.reported(stage),
                metrics.counted(stage, "failed"),
                metrics.counted(stage, "given-back"),
                loops.problem().orElse(null));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** The host, and something that tells two instances on it, or before and after, apart. */
    private static String name() {
        String run = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        try {
            return InetAddress.getLocalHost().getHostName() + "@" + run;
        } catch (UnknownHostException _) {
            return "unnamed@" + run;
        }
    }
}
