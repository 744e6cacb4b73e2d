package io.darkroom.contracts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one running instance says of the stages that it runs, every few seconds; its record's key is
 * the instance. One that was silent for several of its periods is gone.
 *
 * @param instance unique among running instances
 * @param service such as {@code caption-service}
 * @param at when this was so
 * @param startedAt when the instance began; what is counted is counted since then
 * @param everyMs how long until it speaks again, in milliseconds, 1 or more
 * @param canary the canary that it belongs to; absent where it works for the stages themselves
 */
public record StageInstance(
        String instance,
        String service,
        Instant at,
        Instant startedAt,
        long everyMs,
        List<Load> stages,
        @Nullable String canary) {
    /** The CloudEvents type. */
    public static final String TYPE = "io.darkroom.StageInstance.v1";

    public StageInstance {
        Require.text(instance, "instance");
        Require.text(service, "service");
        Require.present(at, "at");
        Require.present(startedAt, "startedAt");
        if (everyMs < 1) {
            throw new IllegalArgumentException("everyMs must be positive, was " + everyMs);
        }
        stages = Require.list(stages, "stages");
    }

    /** An instance that works for the stages themselves. */
    public StageInstance(
            String instance,
            String service,
            Instant at,
            Instant startedAt,
            long everyMs,
            List<Load> stages) {
        this(instance, service, at, startedAt, everyMs, stages, null);
    }

    /**
     * One stage on one instance.
     *
     * @param paused it obeys a person's pause, or is a canary that is not wanted, and takes no
     *     records
     * @param controlledAt of the {@link StageControl} that it obeys; absent where it knows of none
     * @param concurrency records in work at once that it allows itself, 1 or more
     * @param inFlight records in work
     * @param waiting of these, those that wait for what the stage depends on
     * @param ended outcomes reported since the start, failures among them
     * @param failed of these, the failures
     * @param givenBack records given back since the start, to be delivered again
     * @param problem why nothing is read; absent where all is well, and where it is paused
     */
    public record Load(
            Stage stage,
            boolean paused,
            @Nullable Instant controlledAt,
            int concurrency,
            int inFlight,
            int waiting,
            long ended,
            long failed,
            long givenBack,
            @Nullable String problem) {
        public Load {
            Require.present(stage, "load.stage");
            Require.positive(concurrency, "load.concurrency");
            Require.notNegative(inFlight, "load.inFlight");
            Require.notNegative(waiting, "load.waiting");
            Require.notNegative(ended, "load.ended");
            Require.notNegative(failed, "load.failed");
            Require.notNegative(givenBack, "load.givenBack");
        }
    }
}
