package io.darkroom.captioning.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.langchain4j.model.chat.response.ChatResponse;
import io.darkroom.captioning.model.Trouble.Kind;
import io.darkroom.contracts.Failure;
import io.darkroom.stage.DependencyOutageException;
import io.darkroom.stage.OwnPart;
import io.darkroom.stage.StageException;
import io.darkroom.stage.TerminalStageException;
import io.darkroom.stage.TransientStageException;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One question on its way to the provider: waits its turn, is sent, and again where that helps. */
@ApplicationScoped
class ModelCall {
    private static final Logger LOG = Logger.getLogger(ModelCall.class);

    private final ModelConfig config;
    private final SentPicture pictures;
    private final ChatRequests requests;
    private final RateLimits limits;
    private final ProviderCircuit circuit;
    private final ModelMetrics metrics;
    private final Map<String, Semaphore> places = new ConcurrentHashMap<>();

    ModelCall(
            ModelConfig config, SentPicture pictures, ChatRequests requests, ModelMetrics metrics) {
        this.config = config;
        this.pictures = pictures;
        this.requests = requests;
        this.metrics = metrics;
        this.limits =
                new RateLimits(
                        config.limits().requestsPerMinute(),
                        config.limits().tokensPerMinute(),
                        System::nanoTime);
        this.circuit =
                new ProviderCircuit(
                        config.circuit().failures(), config.circuit().pause(), System::nanoTime);
        metrics.watch(() -> circuit.problem().isPresent());
    }

    /** The model's answer. */
    record Answered(ChatResponse response, String text, Duration took) {}

    /** What is wrong with the provider, as far as questions have shown. */
    Optional<String> problem() {
        return circuit.problem();
    }

    /** The same key for everything that decides an answer being the same. */
    AnswerKey key(Ask ask) {
        String asked =
                String.join(
                        "\n",
                        config.provider().id(),
                        ChatModels.address(config),
                        config.name().orElse(""),
                        config.structure().name(),
                        config.temperature().toString(),
                        config.image().longSide() + "/" + config.image().quality(),
                        ask.schema().text(),
                        ask.system(),
                        ask.user());
        return new AnswerKey(ask.tenant(), ask.sha256(), sha256(asked));
    }

    /**
     * @throws StageException as {@link ModelClient#ask} says
     */
    Answered send(Ask ask) throws InterruptedException {
        Optional<Duration> closed = circuit.enter();
        if (closed.isPresent()) {
            throw outage(circuit.problem().orElse("The provider is away"), closed.get(), null);
        }
        boolean decided = false;
        try {
            Answered answered = inPlace(ask, ask.picture().jpeg(pictures));
            decided = true;
            if (circuit.answered()) {
                LOG.info("The provider answers again");
            }
            return answered;
        } catch (Unanswered e) {
            decided = true;
            throw asStageException(e);
        } finally {
            if (!decided) {
                circuit.abandoned();
            }
        }
    }

    /** As many questions of a stage are out as are allowed; the picture is ready by then. */
    private Answered inPlace(Ask ask, byte[] jpeg) throws InterruptedException, Unanswered {
        OwnPart.isOver();
        Semaphore free =
                places.computeIfAbsent(ask.stage(), _ -> new Semaphore(config.inFlight(), true));
        free.acquire();
        try {
            return tries(ask, jpeg);
        } finally {
            free.release();
        }
    }

    private Answered tries(Ask ask, byte[] jpeg) throws InterruptedException, Unanswered {
        long begun = System.nanoTime();
        long expected = requests.expectedTokens(ask);
        for (int number = 1; ; number++) {
            awaitTurn(expected, begun);
            long start = System.nanoTime();
            try {
                Answered answered = requests.send(ask, jpeg);
                measure(ask, expected, answered);
                return answered;
            } catch (RuntimeException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("Stopped while the model was asked");
                }
                Trouble trouble = Trouble.of(e);
                metrics.request(
                        ask.stage(), trouble.kind().name().toLowerCase(java.util.Locale.ROOT));
                LOG.infof(
                        "A model gave no answer; try=%d kind=%s tookMs=%d reason=%s",
                        number, trouble.kind(), since(start).toMillis(), trouble.words());
                Duration pause = trouble.retryAfter().orElseGet(backoff(number));
                if (trouble.kind() == Kind.BUSY) {
                    limits.hold(pause);
                }
                boolean again = trouble.kind() == Kind.BUSY || trouble.kind() == Kind.DOWN;
                if (!again || number >= config.retry().tries() || isTooLate(begun, pause)) {
                    throw new Unanswered(trouble, pause, e);
                }
                Thread.sleep(pause);
            }
        }
    }

    private void awaitTurn(long expected, long begun) throws InterruptedException, Unanswered {
        Duration wait = limits.reserve(expected);
        if (isTooLate(begun, wait)) {
            limits.release(expected);
            throw new Unanswered(
                    new Trouble(Kind.BUSY, "The limits are reached", Optional.of(wait)),
                    wait,
                    null);
        }
        Thread.sleep(wait);
    }

    private void measure(Ask ask, long expected, Answered answered) {
        var usage = answered.response().tokenUsage();
        long in = usage == null ? 0 : count(usage.inputTokenCount());
        long out = usage == null ? 0 : count(usage.outputTokenCount());
        if (usage != null) {
            limits.used(expected, in + out);
        }
        metrics.answered(ask.stage(), answered.took(), in, out);
    }

    private StageException asStageException(Unanswered e) {
        Trouble trouble = e.trouble;
        return switch (trouble.kind()) {
            case REFUSED -> {
                circuit.answered();
                yield new TerminalStageException(
                        Failure.of("model-refused", "The model refuses this picture", null), e);
            }
            case REQUEST -> {
                circuit.answered();
                yield new TerminalStageException(
                        Failure.of(
                                "model-request-refused",
                                "The model cannot use this picture",
                                trouble.words()),
                        e);
            }
            // Whoever asks next waits too: the limits hold everybody, but the provider is there.
            case BUSY -> {
                circuit.answered();
                yield outage(trouble.words(), e.pause, e);
            }
            case CONFIGURATION -> {
                Duration pause = circuit.open(trouble.words());
                LOG.warnf("The model cannot be used as configured; reason=%s", trouble.words());
                yield outage(trouble.words(), pause, e);
            }
            case DOWN -> {
                Optional<Duration> open = circuit.failed(trouble.words());
                yield open.isPresent()
                        ? outage(trouble.words(), open.get(), e)
                        : new TransientStageException(
                                Failure.of(
                                        "model-unanswered",
                                        "The model gave no answer",
                                        trouble.words()),
                                e);
            }
        };
    }

    private static DependencyOutageException outage(
            String words, Duration pause, @Nullable Throwable cause) {
        return new DependencyOutageException(
                Failure.of("model-away", "The model is away", words), pause, cause);
    }

    private boolean isTooLate(long begun, Duration pause) {
        return since(begun).plus(pause).compareTo(config.retry().within()) > 0;
    }

    private java.util.function.Supplier<Duration> backoff(int number) {
        return () -> {
            long most = config.retry().maxDelay().toMillis();
            long whole =
                    Math.min(config.retry().delay().toMillis() << Math.min(number - 1, 20), most);
            return Duration.ofMillis(
                    whole / 2 + ThreadLocalRandom.current().nextLong(whole / 2 + 1));
        };
    }

    static long count(@Nullable Integer tokens) {
        return tokens == null ? 0 : Math.max(0, tokens);
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** The tries of a question are over. */
    private static final class Unanswered extends Exception {
        final transient Trouble trouble;
        final transient Duration pause;

        Unanswered(Trouble trouble, Duration pause, @Nullable Throwable cause) {
            super(trouble.words(), cause);
            this.trouble = trouble;
            this.pause = pause;
        }
    }
}
