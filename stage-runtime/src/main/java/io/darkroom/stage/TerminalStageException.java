package io.darkroom.stage;

import io.darkroom.contracts.Failure;
import org.jspecify.annotations.Nullable;

/** Trying again cannot help. Reported as Failed at once, and the record is dead-lettered. */
public final class TerminalStageException extends StageException {
    public TerminalStageException(Failure failure, @Nullable Throwable cause) {
        super(failure, cause);
    }

    public TerminalStageException(Failure failure) {
        this(failure, null);
    }
}
