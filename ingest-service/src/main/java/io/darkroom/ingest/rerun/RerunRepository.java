package io.darkroom.ingest.rerun;

import io.darkroom.contracts.Stage;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The rows of re-runs, and of what they match. Every method works in its session's transaction. */
@ApplicationScoped
class RerunRepository {
    /** What a re-run comes to. */
    record Count(long matching, long unpriced, List<RerunView.Estimate> costs) {}

    Uni<Count> count(Mutiny.Session session, RerunQuery query) {
        String cost = RerunQuery.RESULT + "->'cost'";
        return query.fill(
                        session.createNativeQuery(
                                "SELECT %s->>'currency', count(*), sum(cast(%s->>'amount' AS numeric))"
                                                .formatted(cost, cost)
                                        + query.sql()
                                        + " GROUP BY 1 ORDER BY 1",
                                Tuple.class))
                .getResultList()
                .map(RerunRepository::count);
    }

    private static Count count(List<Tuple> rows) {
        long matching = 0;
        long unpriced = 0;
        var costs = new ArrayList<RerunView.Estimate>();
        for (Tuple row : rows) {
            long runs = row.get(1, Number.class).longValue();
            matching += runs;
            if (row.get(0) == null) {
                unpriced += runs;
            } else {
                costs.add(
                        new RerunView.Estimate(
                                row.get(0, String.class), row.get(2, BigDecimal.class), runs));
            }
        }
        return new Count(matching, unpriced, costs);
    }

    /** The next assets that match, behind a place. */
    Uni<List<UUID>> next(Mutiny.Session session, RerunQuery query, UUID after, int max) {
        return query.fill(
                        session.createNativeQuery(
                                "SELECT a.id" + query.sql() + " AND a.id > :after ORDER BY a.id",
                                UUID.class))
                .setParameter("after", after)
                .setMaxResults(max)
                .getResultList();
    }

    Uni<Void> add(Mutiny.Session session, RerunEntity rerun) {
        return session.persist(rerun).chain(session::flush);
    }

    Uni<Optional<RerunEntity>> lock(Mutiny.Session session, UUID id) {
        return session.find(RerunEntity.class, id, LockModeType.PESSIMISTIC_WRITE)
                .map(Optional::ofNullable);
    }

    /**
     * Takes the re-run under way of one of these stages whose turn is next, and that no other
     * instance is at.
     *
     * @param until when it has its next turn, where nothing comes of this one
     */
    Uni<Optional<UUID>> take(
            Mutiny.Session session, Set<Stage> stages, Instant now, Instant until) {
        if (stages.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return session.createNativeQuery(
                        "UPDATE {h-schema}rerun SET due_at = :until WHERE id = (SELECT id FROM"
                            + " {h-schema}rerun WHERE state = 'RUNNING' AND stage IN (:stages) AND"
                            + " due_at <= :now ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)"
                            + " RETURNING id",
                        UUID.class)
                .setParameter("stages", stages.stream().map(Stage::name).toList())
                .setParameter("until", until)
                .setParameter("now", now)
                .getSingleResultOrNull()
                .map(Optional::ofNullable);
    }
}
