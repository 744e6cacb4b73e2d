package io.darkroom.service.problem;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The request ends here, with this problem as its answer. Not logged as an error. */
public final class ProblemException extends RuntimeException {
    private final transient Problem problem;
    private final transient @Nullable Duration retryAfter;

    public ProblemException(Problem problem) {
        this(problem, null, null);
    }

    public ProblemException(Problem problem, @Nullable Throwable cause) {
        this(problem, null, cause);
    }

    private ProblemException(
            Problem problem, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(problem.title() + ": " + problem.detail(), cause);
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    /** The same, telling the client when to come back ({@code Retry-After}, whole seconds). */
    public ProblemException retryAfter(Duration wait) {
        return new ProblemException(problem, wait, getCause());
    }

    public Problem problem() {
        return problem;
    }

    @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
