package io.darkroom.stage;

import io.darkroom.contracts.Failure;
import io.darkroom.contracts.StageOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** The tries of one delivery: fetch once, run until it ends or the bound is reached. */
@ApplicationScoped
class Attempts {
    private static final Logger LOG = Logger.getLogger(Attempts.class);

    /** Whoever refuses and says to come back at once is not asked in a loop. */
    static final Duration LEAST_PAUSE = Duration.ofMillis(250);

    private final StageConfig config;
    private final Originals originals;
    private final StorageCircuit circuit;
    private final ByteBudget budget;
    private final WorkExecutor executor;
    private final StageMetrics metrics;
    private final Backoff backoff;

    Attempts(
            StageConfig config,
            Originals originals,
            StorageCircuit circuit,
            ByteBudget budget,
            WorkExecutor executor,
            StageMetrics metrics) {
        this.config = config;
        this.originals = originals;
        this.circuit = circuit;
        this.budget = budget;
        this.executor = executor;
        this.metrics = metrics;
        this.backoff = new Backoff(config.retry().delay(), config.retry().maxDelay());
    }

    /** Waits out what the stage depends on. */
    Attempt run(Task task, RunKey key) throws InterruptedException {
        while (true) {
            Attempt attempt = tries(task, key);
            if (!(attempt instanceof Attempt.Waits(Failure failure, Duration pause))) {
                return attempt;
            }
            LOG.infof("A stage waits; pauseMs=%d error=%s", pause.toMillis(), failure.type());
            try (var _ = metrics.waiting(task.stage())) {
                Thread.sleep(pause.compareTo(LEAST_PAUSE) < 0 ? LEAST_PAUSE : pause);
            }
        }
    }

    /** Between two tries neither the original nor its room is held. */
    private Attempt tries(Task task, RunKey key) throws InterruptedException {
        for (int number = 1; ; number++) {
            Attempt attempt = fetchAndTry(task, key, number);
            boolean again = attempt instanceof Attempt.GaveWay && number < config.retry().tries();
            if (!again || isTimeout(attempt)) {
                return attempt;
            }
            Thread.sleep(backoff.after(number));
        }
    }

    private Attempt fetchAndTry(Task task, RunKey key, int number) throws InterruptedException {
        try (var room = budget.take(task.asset().description().bytes());
                var original = new HeldOriginal(fetch(task), room)) {
            return once(task, new RunInput(task.asset(), original, key), number);
        } catch (TerminalStageException e) {
            return new Attempt.Ended(new StageOutcome.Failed(e.failure()), number - 1, 0);
        }
    }

    private byte[] fetch(Task task) throws InterruptedException {
        try (var _ = metrics.time(task.stage(), StageMetrics.Step.FETCH)) {
            return originals.fetch(task.asset());
        }
    }

    private Attempt once(Task task, RunInput input, int number) throws InterruptedException {
        long start = System.nanoTime();
        try {
            StageOutcome outcome = work(task, input);
            long took = millisSince(start);
            requireReportable(task, outcome);
            if (outcome instanceof StageOutcome.Succeeded) {
                store(task, input);
            }
            return new Attempt.Ended(outcome, number, took);
        } catch (TransientStageException e) {
            LOG.infof(
                    "A try failed for a reason that may pass; try=%d error=%s",
                    number, e.failure().type());
            return new Attempt.GaveWay(e.failure(), number, millisSince(start));
        } catch (DeferredStageException e) {
            return new Attempt.Ended(
                    new StageOutcome.Deferred(e.failure(), e.until()), number, millisSince(start));
        } catch (DependencyOutageException e) {
            return new Attempt.Waits(e.failure(), e.pause());
        } catch (TerminalStageException e) {
            return new Attempt.Ended(
                    new StageOutcome.Failed(e.failure()), number, millisSince(start));
        }
    }

    /** What cannot be reported must not be stored either: every repeat would stumble over it. */
    private static void requireReportable(Task task, StageOutcome outcome) {
        try {
            task.finished(outcome, 1, 0);
        } catch (RuntimeException e) {
            throw asStageException(e);
        }
    }

    private void store(Task task, RunInput input) throws InterruptedException {
        try (var _ = metrics.time(task.stage(), StageMetrics.Step.STORE)) {
            input.flush(circuit);
        }
    }

    /** The stage's code, and whatever it throws as one of the known types. */
    private StageOutcome work(Task task, RunInput input) throws InterruptedException {
        Duration timeout = StageSettings.of(task.work(), config).timeout();
        try (var _ = metrics.time(task.stage(), StageMetrics.Step.WORK)) {
            return executor.run(task.work(), input, timeout);
        } catch (TimeoutException e) {
            throw new TransientStageException(timedOut(timeout), e);
        } catch (ExecutionException e) {
            throw asStageException(Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    private static StageException asStageException(Throwable thrown) {
        if (thrown instanceof StageException known) {
            return known;
        }
        LOG.error("A stage's code crashed", thrown);
        return new TerminalStageException(crashed(thrown), thrown);
    }

    /** Only the class: a message may quote what was read or where it was sent. */
    static Failure crashed(Throwable thrown) {
        return Failure.of("stage-crashed", "The stage crashed", thrown.getClass().getName());
    }

    private static Failure timedOut(Duration timeout) {
        return Failure.of(
                "stage-timed-out",
                "The stage took too long",
                "More than " + timeout.toMillis() + " ms");
    }

    /** Not tried again at once: with its time doubled it would hold up everybody else. */
    private static boolean isTimeout(Attempt attempt) {
        return attempt instanceof Attempt.GaveWay(Failure failure, _, _)
                && failure.type().equals(Failure.TYPE_PREFIX + "stage-timed-out");
    }

    private static long millisSince(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
    }
}
