package io.darkroom.stage;

import io.darkroom.contracts.Failure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the stage depends on is away, or has asked to be left alone: the picture is not to blame.
 * The record waits with its lock kept, and no try and no delivery is counted, however long it
 * takes.
 */
public final class DependencyOutageException extends StageException {
    private final transient Duration pause;

    /**
     * @param pause how long to wait before the next try; a quarter of a second at least
     */
    public DependencyOutageException(Failure failure, Duration pause, @Nullable Throwable cause) {
        super(failure, cause);
        this.pause = pause;
    }

    /** How long to wait before the next try. */
    public Duration pause() {
        return pause;
    }
}
