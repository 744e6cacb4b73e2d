package io.darkroom.captioning.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.darkroom.contracts.Cost;
import io.darkroom.contracts.Failure;
import io.darkroom.stage.DependencyOutageException;
import io.darkroom.stage.TerminalStageException;
import io.darkroom.stage.TransientStageException;
import io.darkroom.storage.ObjectStoreException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Asks the configured model: out of what was kept where the same was asked before, else within
 * limits and budget, and again where that helps.
 */
@ApplicationScoped
public class ModelClient {
    private static final Logger LOG = Logger.getLogger(ModelClient.class);
    private static final Duration STORE_PAUSE = Duration.ofSeconds(2);

    private final ModelConfig config;
    private final ModelCall call;
    private final AnswerCache cache;
    private final SingleFlight flights = new SingleFlight();
    private final Budget budget;
    private final ModelMetrics metrics;

    ModelClient(
            ModelConfig config,
            ModelCall call,
            AnswerCache cache,
            Budget budget,
            ModelMetrics metrics) {
        this.config = config;
        this.call = call;
        this.cache = cache;
        this.budget = budget;
        this.metrics = metrics;
    }

    /**
     * Blocks until there is an answer. An answer that keeps to the schema is kept, until {@link
     * #forget} is told of it.
     *
     * @throws DependencyOutageException while provider or object store are away
     * @throws io.darkroom.stage.DeferredStageException if the tenant's budget is used up
     * @throws TerminalStageException if the model refuses, or the picture is of no use to it
     * @throws TransientStageException if there was no answer for another reason
     */
    public Reply ask(Ask ask) {
        try {
            AnswerKey key = call.key(ask);
            return flights.alone(key, () -> askOnce(ask, key));
        } catch (ObjectStoreException e) {
            throw new DependencyOutageException(
                    Failure.of("object-store-away", "The object store is away", null),
                    STORE_PAUSE,
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientStageException(
                    Failure.of("model-interrupted", "The model was not waited for", null), e);
        }
    }

    /** What was answered is of no use: whoever asks the same again asks the model. */
    public void forget(Reply reply) {
        cache.forget(reply.key());
    }

    private Reply askOnce(Ask ask, AnswerKey key) throws InterruptedException {
        var kept = cache.find(key);
        metrics.kept(ask.stage(), kept.isPresent());
        if (kept.isPresent()) {
            var answer = kept.get();
            return new Reply(
                    Optional.of(answer.answer()), answer.model(), null, answer.durationMs(), key);
        }
        try (var held = budget.hold(ask.tenant())) {
            ModelCall.Answered answered = call.send(ask);
            return paid(ask, key, held, answered);
        }
    }

    private Reply paid(Ask ask, AnswerKey key, Budget.Held held, ModelCall.Answered answered) {
        Optional<Cost> cost = cost(answered.response());
        cost.ifPresent(it -> {
            held.spent(it.amount());
            metrics.paid(ask.stage(), ask.tenant(), it);
        });
        String model = model(answered.response());
        long took = answered.took().toMillis();
        Optional<JsonNode> answer = ask.schema().read(answered.text());
        if (answer.isPresent()) {
            cache.keep(key, new AnswerCache.Kept(answer.get(), model, took));
        } else {
            LOG.infof(
                    "An answer does not keep to its form; characters=%d", answered.text().length());
            metrics.request(ask.stage(), "malformed");
        }
        return new Reply(answer, model, cost.orElse(null), took, key);
    }

    private Optional<Cost> cost(ChatResponse response) {
        var usage = response.tokenUsage();
        return usage == null
                ? Optional.empty()
                : Optional.of(
                        budget.price(
                                ModelCall.count(usage.inputTokenCount()),
                                ModelCall.count(usage.outputTokenCount())));
    }

    private String model(ChatResponse response) {
        String name = response.modelName();
        return name == null || name.isBlank() ? config.name().orElse("") : name;
    }
}
