package io.darkroom.moderation.review;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.ReviewDecided;
import io.darkroom.contracts.Topics;
import io.darkroom.service.outbox.Outbox;
import io.darkroom.service.outbox.OutboxRecord;
import io.darkroom.service.problem.ProblemType;
import io.darkroom.service.sql.Transactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Where decisions are made and taken back. */
@ApplicationScoped
class ReviewDesk {
    private static final String SOURCE = "/darkroom/moderation-service";

    private final Transactions transactions;
    private final ReviewRepository reviews;
    private final Previews previews;
    private final Outbox outbox;
    private final ReviewConfig config;
    private final DecisionRules rules;
    private final DeskMetrics metrics;
    private final DecisionTraces traces;
    private final ObjectMapper mapper;
    private final DatabaseTime time;

    ReviewDesk(
            Transactions transactions,
            ReviewRepository reviews,
            Previews previews,
            Outbox outbox,
            ReviewConfig config,
            DecisionRules rules,
            DeskMetrics metrics,
            DecisionTraces traces,
            ObjectMapper mapper,
            DatabaseTime time) {
        this.transactions = transactions;
        this.reviews = reviews;
        this.previews = previews;
        this.outbox = outbox;
        this.config = config;
        this.rules = rules;
        this.metrics = metrics;
        this.traces = traces;
        this.mapper = mapper;
        this.time = time;
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
        return transactions
                .begin(session ->
                        batch(session, tenant, caller, ids).chain(all -> all.decideAll(items)))
                .invoke(metrics::decided)
                .map(DecisionResults::new);
    }

    private Uni<Batch> batch(Mutiny.Session session, String tenant, String caller, Set<UUID> ids) {
        return reviews.locked(session, tenant, ids)
                .chain(found ->
                        reviews.newest(session, tenant, found)
                                .chain(newest ->
                                        time.now(session)
                                                .map(now ->
                                                        new Batch(
                                                                session, found, newest, caller,
                                                                now))));
    }

    /** The reviews of a batch, locked, and what is decided about them. */
    private final class Batch {
        private final Mutiny.Session session;
        private final Map<UUID, ReviewEntity> found;
        private final Map<UUID, ReviewEntity> newest;
        private final String caller;
        private final Instant now;

        Batch(
                Mutiny.Session session,
                List<ReviewEntity> found,
                Map<UUID, ReviewEntity> newest,
                String caller,
                Instant now) {
            this.session = session;
            this.found = byId(found);
            this.newest = newest;
            this.caller = caller;
            this.now = now;
        }

        Uni<List<DecisionResults.Result>> decideAll(List<DecisionBatch.Item> items) {
            return Multi.createFrom()
                    .iterable(items)
                    .onItem()
                    .transformToUniAndConcatenate(item ->
                            switch (item) {
                                case DecisionBatch.Item.Illegible(var id, var problem) ->
                                        Uni.createFrom()
                                                .item(DecisionResults.Result.refused(id, problem));
                                case DecisionBatch.Item.Legible(var decision) -> decide(decision);
                            })
                    .collect()
                    .asList();
        }

        private Uni<DecisionResults.Result> decide(Decision decision) {
            UUID id = decision.reviewId();
            ReviewEntity review = found.get(id);
            if (review == null) {
                var unknown =
                        ProblemType.REVIEW_NOT_FOUND.because("There is no review " + id + ".");
                return Uni.createFrom().item(DecisionResults.Result.refused(id, unknown));
            }
            var latest = newest.get(review.assetId);
            return switch (rules.rule(review, latest, decision, caller, now)) {
                case DecisionRules.Ruling.Refuse(var problem) ->
                        Uni.createFrom().item(DecisionResults.Result.refused(id, problem));
                case DecisionRules.Ruling.Repeat() ->
                        Uni.createFrom().item(DecisionResults.Result.accepted(id));
                case DecisionRules.Ruling.TakeFirst() ->
                        takeFirst(review, decision)
                                .replaceWith(DecisionResults.Result.accepted(id));
                case DecisionRules.Ruling.Take() ->
                        take(review, decision).replaceWith(DecisionResults.Result.accepted(id));
                case DecisionRules.Ruling.Overrule() ->
                        overrule(review, decision).replaceWith(DecisionResults.Result.accepted(id));
            };
        }

        private Uni<Void> takeFirst(ReviewEntity review, Decision decision) {
            review.approveFirst(decision, caller, now);
            String detail = decision.summary() + "; the first of two";
            return write(review, HistoryEntity.Action.APPROVED, detail);
        }

        private Uni<Void> take(ReviewEntity review, Decision decision) {
            Decision whole = decision.over(review.firstApproval());
            var record = owed(whole.toEvent(review, caller, now, null));
            review.decide(decision, caller, now, record.eventId(), leaves());
            return write(review, HistoryEntity.Action.DECIDED, whole.summary())
                    .chain(() -> tell(review, record));
        }

        private Uni<Void> overrule(ReviewEntity review, Decision decision) {
            var event = decision.toEvent(review, caller, now, review.decisionEventId);
            var record = owed(event);
            String detail =
                    decision.summary() + "; was " + review.verdict + " by " + review.decidedBy;
            review.overrule(decision, caller, now, record.eventId(), leaves());
            return write(review, HistoryEntity.Action.OVERRULED, detail)
                    .chain(() -> tell(review, record));
        }

        private OutboxRecord owed(ReviewDecided event) {
            var cloudEvent = CloudEvent.of(UUID.randomUUID(), SOURCE, now, event);
            return OutboxRecord.of(Topics.REVIEW_DECIDED, cloudEvent).notBefore(leaves());
        }

        private Uni<Void> tell(ReviewEntity review, OutboxRecord record) {
            return traces.decide(review, () -> outbox.append(session, record));
        }

        private Instant leaves() {
            return now.plus(config.undoGrace());
        }

        private Uni<Void> write(ReviewEntity review, HistoryEntity.Action action, String detail) {
            return session.persist(new HistoryEntity(review, action, caller, now, detail));
        }
    }

    /** Takes a decision back that has not left yet. Its maker may, nobody else. */
    Uni<ReviewView> undo(String tenant, String caller, UUID id) {
        return transactions
                .begin(session ->
                        reviews.locked(session, tenant, id)
                                .chain(review ->
                                        time.now(session)
                                                .call(now -> undo(session, review, caller, now))
                                                .map(now -> new ReviewsAt(List.of(review), now))))
                .chain(undone -> previews.of(undone.reviews(), undone.time()))
                .map(List::getFirst);
    }

    private Uni<Void> undo(
            Mutiny.Session session, ReviewEntity review, String caller, Instant now) {
        UUID eventId = review.decisionEventId;
        if (eventId == null && caller.equals(review.firstApprovedBy)) {
            review.undoFirst();
            return undone(session, review, caller, now, "the first of two approvals");
        }
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
                    return undone(
                            session, review, caller, now, newer ? "a newer revision waits" : null);
                });
    }

    private static Uni<Void> undone(
            Mutiny.Session session,
            ReviewEntity review,
            String caller,
            Instant now,
            @Nullable String detail) {
        return session.persist(
                new HistoryEntity(review, HistoryEntity.Action.UNDONE, caller, now, detail));
    }

    private static Map<UUID, ReviewEntity> byId(List<ReviewEntity> found) {
        return found.stream().collect(Collectors.toMap(review -> review.id, Function.identity()));
    }
}
