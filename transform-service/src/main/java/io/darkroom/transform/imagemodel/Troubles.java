package io.darkroom.transform.imagemodel;

import io.darkroom.contracts.Failure;
import io.darkroom.stage.DependencyOutageException;
import io.darkroom.stage.StageException;
import io.darkroom.stage.TerminalStageException;
import io.darkroom.stage.TransientStageException;
import io.darkroom.stage.provider.AnswerTooLargeException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;

/**
 * What is to be done where the provider gave no picture. One picture in trouble is tried again and
 * then given up; where several answers in a row do not come it is the provider, and pictures wait.
 */
final class Troubles {
    private static final Set<String> POLICY =
            Set.of("moderation_blocked", "content_policy_violation", "content_filter");
    private static final int IN_A_ROW = 4;
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration LATER = Duration.ofMinutes(2);

    private final AtomicInteger failures = new AtomicInteger();

    /** The provider gave a picture. */
    void answered() {
        failures.set(0);
    }

    /** What a stage throws. Never the provider's own words, which may quote a key or a prompt. */
    StageException of(RuntimeException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof StageException known) {
                return known;
            }
            if (cause instanceof EditHttpException answer) {
                return status(answer);
            }
            if (cause instanceof AnswerTooLargeException tooLarge) {
                return unusable(tooLarge);
            }
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof SSLException) {
                return outage(
                        "Nobody answers, or nobody who is trusted; check"
                                + " darkroom.image-model.base-url",
                        SOON,
                        thrown);
            }
            if (cause instanceof IOException) {
                return trouble("The connection broke, or no whole answer came in time", thrown);
            }
        }
        return trouble(
                "The answer is not what its interface promises ("
                        + thrown.getClass().getSimpleName()
                        + ")",
                thrown);
    }

    private StageException status(EditHttpException answer) {
        int status = answer.statusCode();
        return switch (status) {
            case 401, 403 ->
                    outage(
                            "The provider refuses the key (status %d); check".formatted(status)
                                    + " darkroom.image-model.api-key",
                            LATER,
                            answer);
            case 402 -> outage("The provider wants to be paid (status 402)", LATER, answer);
            case 404 ->
                    outage(
                            "The provider knows no such model or address (status 404); check"
                                    + " darkroom.image-model.name and base-url",
                            LATER,
                            answer);
            case 429 ->
                    outage(
                            "The provider's limits are reached",
                            answer.retryAfter().orElse(SOON),
                            answer);
            case 408, 409, 425 -> trouble("The provider did not finish", answer);
            case 503 -> unavailable(answer);
            default -> status >= 500 ? trouble(words(status), answer) : refused(answer);
        };
    }

    /** Where it says when to come back it is the provider, and not this picture. */
    private StageException unavailable(EditHttpException answer) {
        String words = words(answer.statusCode());
        return answer.retryAfter()
                .<StageException>map(pause -> outage(words, pause, answer))
                .orElseGet(() -> trouble(words, answer));
    }

    private static String words(int status) {
        return "The provider is in trouble (status " + status + ")";
    }

    /** The next answer would be as large, and would cost as much as this one did. */
    private StageException unusable(AnswerTooLargeException answer) {
        failures.set(0);
        return new TerminalStageException(
                Failure.of(
                        "model-answer-invalid",
                        "The image model's answer cannot be used",
                        answer.getMessage()
                                + "; darkroom.image-model.max-answer-bytes is the limit"),
                answer);
    }

    private StageException refused(EditHttpException answer) {
        failures.set(0);
        if (POLICY.contains(answer.code())) {
            return new TerminalStageException(
                    Failure.of(
                            "instruction-refused",
                            "The instruction is refused",
                            "The provider's policy forbids this picture or instruction ("
                                    + answer.code()
                                    + ")"),
                    answer);
        }
        return new TerminalStageException(
                Failure.of(
                        "model-request-refused",
                        "The image model refuses the request",
                        "Status %d; check darkroom.image-model.sizes and name"
                                .formatted(answer.statusCode())),
                answer);
    }

    private StageException trouble(String words, Throwable cause) {
        return failures.incrementAndGet() >= IN_A_ROW
                ? outage(words, SOON, cause)
                : new TransientStageException(failure(words), cause);
    }

    private static StageException outage(String words, Duration pause, Throwable cause) {
        return new DependencyOutageException(failure(words), pause, cause);
    }

    private static Failure failure(String words) {
        return Failure.of("model-unavailable", "The image model gives no picture", words);
    }
}
