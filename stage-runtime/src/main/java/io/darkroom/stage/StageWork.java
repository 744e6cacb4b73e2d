package io.darkroom.stage;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageOutcome;
import java.util.Optional;

/**
 * The work of one stage, and nothing else: the runner reads and acknowledges records, fetches the
 * original, retries, reports.
 *
 * <p>An implementation is an {@code @ApplicationScoped} bean, safe for several threads, and all
 * that a service writes for a stage: the runtime finds the bean and reads the topic for it.
 */
public interface StageWork {

    /** The stage whose work this is. */
    Stage stage();

    /**
     * What, besides the original's bytes, decides the outcome: the engine with its version and the
     * part of the request that it looks at. Written as canonical JSON into the hash of the
     * deterministic key, so that the same question is answered, and paid for, once.
     *
     * @param asset the event as it came
     * @return anything that {@link io.darkroom.contracts.Json#mapper()} can write
     */
    Object parameters(AssetUploaded asset);

    /**
     * The outcome where the request alone decides it, and nothing has to be looked at, paid for, or
     * stored: such as a skip because nobody here can do what is asked. It is cheap, and asked again
     * for every repeat.
     */
    default Optional<StageOutcome.Skipped> withoutLook(AssetUploaded asset) {
        return Optional.empty();
    }

    /**
     * Does the work. May be called again for the same asset; may be interrupted when its time is
     * over.
     *
     * @return Succeeded, Skipped, a Deferred that is reported and not kept, or a Failed that the
     *     stage prefers to word itself
     * @throws TransientStageException where trying again can help
     * @throws TerminalStageException where it cannot
     * @throws DeferredStageException where it may not be done before a time
     * @throws DependencyOutageException where the picture is not to blame, and is to wait
     */
    StageOutcome run(StageInput input);

    /** Which kind of thread the work runs on. */
    default Workload workload() {
        return Workload.PIXELS;
    }

    /** Records in work at once, where nothing is configured: 1 or more. */
    default int concurrency() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** What a stage mostly does while it runs. */
    enum Workload {
        /** Computes, or calls native code, which pins virtual threads: a platform thread. */
        PIXELS,
        /** Waits for somebody else's answer: a virtual thread. */
        WAITING
    }
}
