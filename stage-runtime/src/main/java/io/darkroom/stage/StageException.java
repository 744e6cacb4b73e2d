package io.darkroom.stage;

import io.darkroom.contracts.Failure;
import org.jspecify.annotations.Nullable;

/** A stage could not do its work. The subtype says whether trying again can help. */
public abstract sealed class StageException extends RuntimeException
        permits TransientStageException,
                TerminalStageException,
                DependencyOutageException,
                DeferredStageException {
    private final transient Failure failure;

    StageException(Failure failure, @Nullable Throwable cause) {
        super(
                failure.detail() == null
                        ? failure.title()
                        : failure.title() + ": " + failure.detail(),
                cause);
        this.failure = failure;
    }

    /** The reason as it is reported, if it comes to that. */
    public Failure failure() {
        return failure;
    }
}
