package io.darkroom.stage;

import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageOutcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * What operators see of the stages. Every meter has the tag {@code stage}; those of a canary say so
 * behind its name, and are not counted among the stage's own.
 */
@ApplicationScoped
class StageMetrics {
    private static final AtomicInteger NOTHING = new AtomicInteger();

    private final MeterRegistry registry;
    private final String suffix;
    private final Map<Stage, AtomicInteger> inFlight = new EnumMap<>(Stage.class);
    private final Map<Stage, AtomicInteger> waiting = new ConcurrentHashMap<>();

    StageMetrics(MeterRegistry registry, Canary canary) {
        this.registry = registry;
        this.suffix = canary.is() ? "-canary" : "";
        for (Stage stage : Stage.values()) {
            inFlight.put(stage, new AtomicInteger());
        }
    }

    /** The steps whose time is taken, in order. */
    enum Step {
        FETCH,
        WORK,
        STORE,
        REPORT
    }

    /** Shows the meters of a stage from the start, not only after its first record. */
    void watch(Stage stage) {
        registry.gauge("darkroom.stage.in.flight", Tags.of("stage", tag(stage)), counter(stage));
        registry.gauge(
                "darkroom.stage.waiting",
                Tags.of("stage", tag(stage)),
                waiting.computeIfAbsent(stage, _ -> new AtomicInteger()));
    }

    void begun(Stage stage, int delivery) {
        counter(stage).incrementAndGet();
        DistributionSummary.builder("darkroom.stage.deliveries")
                .description("Which delivery of its record a run was, 1 for the first")
                .tag("stage", tag(stage))
                .register(registry)
                .record(delivery);
    }

    void ended(Stage stage) {
        counter(stage).decrementAndGet();
    }

    /** Counts a record as waiting for what its stage depends on, until closed. */
    Running waiting(Stage stage) {
        AtomicInteger counter = waiting.computeIfAbsent(stage, _ -> new AtomicInteger());
        counter.incrementAndGet();
        return counter::decrementAndGet;
    }

    void outcome(Stage stage, StageOutcome outcome) {
        count(stage, outcome.kind().toLowerCase(Locale.ROOT));
    }

    /** Ends that are no outcomes: given-back, malformed, repeated. */
    void count(Stage stage, String outcome) {
        registry.counter("darkroom.stage.outcomes", "stage", tag(stage), "outcome", outcome)
                .increment();
    }

    /** Records in work. */
    int inFlight(Stage stage) {
        return counter(stage).get();
    }

    /** Records that wait for what their stage depends on. */
    int waitingNow(Stage stage) {
        return waiting.getOrDefault(stage, NOTHING).get();
    }

    /** Outcomes reported since the start, of whatever kind. */
    long reported(Stage stage) {
        return Stream.of("succeeded", "skipped", "failed", "deferred")
                .mapToLong(outcome -> counted(stage, outcome))
                .sum();
    }

    /** Ends of one kind since the start. */
    long counted(Stage stage, String outcome) {
        Counter counter =
                registry.find("darkroom.stage.outcomes")
                        .tags("stage", tag(stage), "outcome", outcome)
                        .counter();
        return counter == null ? 0 : (long) counter.count();
    }

    /** Takes the time of a step until closed. */
    Running time(Stage stage, Step step) {
        long start = System.nanoTime();
        return () ->
                Timer.builder("darkroom.stage.duration")
                        .description("Time per step")
                        .tag("stage", tag(stage))
                        .tag("step", step.name().toLowerCase(Locale.ROOT))
                        .publishPercentileHistogram()
                        .minimumExpectedValue(Duration.ofMillis(1))
                        .maximumExpectedValue(Duration.ofMinutes(5))
                        .register(registry)
                        .record(Duration.ofNanos(System.nanoTime() - start));
    }

    /** A step whose time is being taken. */
    interface Running extends AutoCloseable {
        @Override
        void close();
    }

    private String tag(Stage stage) {
        return stage.id() + suffix;
    }

    private AtomicInteger counter(Stage stage) {
        return inFlight.computeIfAbsent(stage, _ -> new AtomicInteger());
    }
}
