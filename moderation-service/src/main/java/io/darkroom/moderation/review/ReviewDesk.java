package io.darkroom.moderation.review;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.Topics;
import io.darkroom.service.outbox.Outbox;
import io.darkroom.service.outbox.OutboxRecord;
import io.darkroom.service.problem.ProblemType;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Where decisions are made and taken back. */
@ApplicationScoped
class ReviewDesk {
    private static final String SOURCE = "/darkroom/moderation-service";

    private final Mutiny.SessionFactory sessions;
    private final ReviewRepository reviews;
    private final Previews previews;
    private final Outbox outbox;
    private final ReviewConfig config;
    private final ObjectMapper mapper;
    private final Clock clock = Clock.systemUTC();

    ReviewDesk(
            Mutiny.SessionFactory sessions,
            ReviewRepository reviews,
            Previews previews,
            Outbox outbox,
            ReviewConfig config,
            ObjectMapper mapper) {
        this.sessions = sessions;
        this.reviews = reviews;
        this.previews = previews;
        this.outbox = outbox;
        this.config = config;
        this.mapper = mapper;
    }

    /** Each decision for itself, in order; what is refused changes nothing. */
    Uni<DecisionResults> decide(String tenant, String caller, DecisionBatch batch) {
        var items = batch.items(mapper);
        var ids =
                items.stream()
                        .flatMap(item ->
                                item instanceof DecisionBatch.Item.Legible(var decision)
                                        ? Stream.of(decision.reviewId())
                                        : Stream.empty())
                        .collect(Collectors.toSet());
        return sessions.withTransaction((session, _) ->
                        (ids.isEmpty()
                                        ? Uni.createFrom().item(List.<ReviewEntity>of())
                                        : reviews.locked(session, tenant, ids))
                                .chain(found -> decideAll(session, items, byId(found), caller)))
                .map(DecisionResults::new);
    }

    private Uni<List<DecisionResults.Result>> decideAll(
            Mutiny.Session session,
            List<DecisionBatch.Item> items,
            Map<UUID, ReviewEntity> found,
            String caller) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(item ->
                        switch (item) {
                            case DecisionBatch.Item.Illegible(var id, var problem) ->
                                    Uni.createFrom()
                                            .item(DecisionResults.Result.refused(id, problem));
                            case DecisionBatch.Item.Legible(var decision) ->
                                    decide(session, decision, found, caller);
                        })
                .collect()
                .asList();
    }

    private Uni<DecisionResults.Result> decide(
            Mutiny.Session session,
            Decision decision,
            Map<UUID, ReviewEntity> found,
            String caller) {
        UUID id = decision.reviewId();
        ReviewEntity review = found.get(id);
        if (review == null) {
            var unknown = ProblemType.REVIEW_NOT_FOUND.because("There is no review " + id + ".");
            return Uni.createFrom().item(DecisionResults.Result.refused(id, unknown));
        }
        Instant now = clock.instant();
        return switch (DecisionRules.rule(review, decision, caller, now)) {
            case DecisionRules.Ruling.Refuse(var problem) ->
                    Uni.createFrom().item(DecisionResults.Result.refused(id, problem));
            case DecisionRules.Ruling.Repeat() ->
                    Uni.createFrom().item(DecisionResults.Result.accepted(id));
            case DecisionRules.Ruling.Take() ->
                    take(session, review, decision, caller, now)
                            .replaceWith(DecisionResults.Result.accepted(id));
        };
    }

    private Uni<Void> take(
            Mutiny.Session session,
            ReviewEntity review,
            Decision decision,
            String caller,
            Instant now) {
        UUID eventId = UUID.randomUUID();
        Instant leaves = now.plus(config.undoGrace());
        var event = decision.toEvent(review.assetId, review.tenant, caller, now);
        var record =
                OutboxRecord.of(Topics.REVIEW_DECIDED, CloudEvent.of(eventId, SOURCE, now, event))
                        .notBefore(leaves);
        review.decide(decision, caller, now, eventId, leaves);
        String detail =
                String.join(
                        " ",
                        Stream.concat(
                                        Stream.of(decision.verdict().name()),
                                        decision.reasonCodes().stream())
                                .toList());
        var line = new HistoryEntity(review, HistoryEntity.Action.DECIDED, caller, now, detail);
        return session.persist(line).chain(() -> outbox.append(session, record));
    }

    /** Takes a decision back that has not left yet. Its maker may, nobody else. */
    Uni<ReviewView> undo(String tenant, String caller, UUID id) {
        Instant now = clock.instant();
        return sessions.withTransaction((session, _) ->
                        reviews.locked(session, tenant, id)
                                .call(review -> undo(session, review, caller, now)))
                .chain(review -> previews.of(List.of(review), now))
                .map(List::getFirst);
    }

    private Uni<Void> undo(
            Mutiny.Session session, ReviewEntity review, String caller, Instant now) {
        UUID eventId = review.decisionEventId;
        if (eventId == null || !Objects.equals(review.decidedBy, caller)) {
            throw ProblemType.UNDO_NOT_ALLOWED.exception(
                    "Only whoever decided can take the decision back, and only once.");
        }
        return outbox.withdraw(session, eventId)
                .chain(withdrawn -> {
                    if (!withdrawn) {
                        throw ProblemType.UNDO_TOO_LATE.exception(
                                "The decision left at " + review.undoUntil + ".");
                    }
                    return reviews.newerExists(session, review);
                })
                .chain(newer -> {
                    review.undo(newer);
                    return session.persist(
                            new HistoryEntity(
                                    review,
                                    HistoryEntity.Action.UNDONE,
                                    caller,
                                    now,
                                    newer ? "a newer revision waits" : null));
                });
    }

    private static Map<UUID, ReviewEntity> byId(List<ReviewEntity> found) {
        return found.stream().collect(Collectors.toMap(review -> review.id, Function.identity()));
    }
}
