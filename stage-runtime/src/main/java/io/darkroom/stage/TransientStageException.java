package io.darkroom.stage;

import io.darkroom.contracts.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Trying again can help: a model that is overloaded, a network that is away. Retried in place
 * within a bound, then given back to the broker.
 */
public final class TransientStageException extends StageException {
    public TransientStageException(Failure failure, @Nullable Throwable cause) {
        super(failure, cause);
    }

    public TransientStageException(Failure failure) {
        this(failure, null);
    }
}
