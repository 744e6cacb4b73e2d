package io.darkroom.stage;

import io.darkroom.contracts.Failure;
import java.time.Instant;

/**
 * The work may not be done before a time. Reported as {@link
 * io.darkroom.contracts.StageOutcome.Deferred}: whoever keeps what is owed sends it out again.
 */
public final class DeferredStageException extends StageException {
    private final transient Instant until;

    public DeferredStageException(Failure failure, Instant until) {
        super(failure, null);
        this.until = until;
    }

    /** The work need not be sent out before. */
    public Instant until() {
        return until;
    }
}
