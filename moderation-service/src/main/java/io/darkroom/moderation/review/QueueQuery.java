package io.darkroom.moderation.review;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * A query of the queue, put together from the filters that were given and from no others, so that
 * the database can go along an index of what waits and stop at the limit.
 */
final class QueueQuery {
    private static final String FREE =
            " and state = 'PENDING' and (lease_until is null or lease_until <= :now)";

    private final StringBuilder sql;
    private final Map<String, Object> values = new LinkedHashMap<>();

    QueueQuery(String tenant) {
        sql = new StringBuilder("select id from {h-schema}review where tenant = :tenant");
        values.put("tenant", tenant);
    }

    QueueQuery inState(@Nullable ReviewState state, Instant now) {
        String condition =
                switch (state) {
                    case null -> "";
                    case PENDING -> FREE;
                    case CLAIMED -> " and state = 'PENDING' and lease_until > :now";
                    case DECIDED -> " and state = 'DECIDED'";
                    case SUPERSEDED -> " and state = 'SUPERSEDED'";
                };
        if (condition.contains(":now")) {
            values.put("now", now);
        }
        sql.append(condition);
        return this;
    }

    /** Free for this person: neither leased to another nor approved by the person already. */
    QueueQuery freeFor(String caller, boolean ownToo, Instant now) {
        sql.append(
                ownToo
                        ? " and state = 'PENDING' and (lease_until is null or lease_until <= :now"
                                + " or claimed_by = :caller)"
                        : FREE);
        sql.append(" and (first_approved_by is null or first_approved_by <> :caller)");
        values.put("now", now);
        values.put("caller", caller);
        return this;
    }

    QueueQuery withReasons(List<String> reasons) {
        return anyOf(reasons, "reasons && string_to_array(:reasons, ' ')", "reasons");
    }

    QueueQuery ofPresets(List<String> presets) {
        return anyOf(presets, "preset = any(string_to_array(:presets, ' '))", "presets");
    }

    QueueQuery withIds(List<UUID> ids) {
        return anyOf(
                ids.stream().map(UUID::toString).toList(),
                "id = any(cast(string_to_array(:ids, ' ') as uuid[]))",
                "ids");
    }

    private QueueQuery anyOf(List<String> wanted, String condition, String name) {
        if (!wanted.isEmpty()) {
            sql.append(" and ").append(condition);
            // Codes, names of presets and ids hold no space.
            values.put(name, String.join(" ", wanted));
        }
        return this;
    }

    QueueQuery asked(@Nullable Instant from, @Nullable Instant until) {
        given(from, " and created_at >= :from", "from");
        return given(until, " and created_at < :until", "until");
    }

    QueueQuery claimedBy(@Nullable String person) {
        return given(person, " and claimed_by = :person", "person");
    }

    QueueQuery after(QueuePosition position) {
        sql.append(" and (created_at, id) > (:after, :afterId)");
        return from(position);
    }

    QueueQuery decidedBefore(QueuePosition position) {
        sql.append(" and (decided_at, id) < (:after, :afterId)");
        return from(position);
    }

    private QueueQuery from(QueuePosition position) {
        values.put("after", position.at());
        values.put("afterId", position.id());
        return this;
    }

    private QueueQuery given(@Nullable Object value, String condition, String name) {
        if (value != null) {
            sql.append(condition);
            values.put(name, value);
        }
        return this;
    }

    Uni<List<ReviewEntity>> oldest(Mutiny.Session session, int most) {
        return run(session, " order by created_at, id limit :most", most);
    }

    /** What was decided last comes first. */
    Uni<List<ReviewEntity>> lastDecided(Mutiny.Session session, int most) {
        return run(session, " order by decided_at desc, id desc limit :most", most);
    }

    /** Locked for this transaction; what another transaction has locked is left to it. */
    Uni<List<ReviewEntity>> lockFirst(Mutiny.Session session, ClaimRequest.Order order, int most) {
        String first = order == ClaimRequest.Order.RISKIEST ? "risk desc, " : "";
        return run(
                session,
                " order by " + first + "created_at, id limit :most for update skip locked",
                most);
    }

    private Uni<List<ReviewEntity>> run(Mutiny.Session session, String end, int most) {
        var query = session.createNativeQuery(sql + end, UUID.class);
        values.forEach(query::setParameter);
        return query.setParameter("most", most).getResultList().chain(ids -> load(session, ids));
    }

    /** The items with these ids, in their order. */
    static Uni<List<ReviewEntity>> load(Mutiny.Session session, List<UUID> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createSelectionQuery("from Review r where r.id in :ids", ReviewEntity.class)
                .setParameter("ids", ids)
                .getResultList()
                .map(found ->
                        found.stream()
                                .sorted(Comparator.comparingInt(each -> ids.indexOf(each.id)))
                                .toList());
    }
}
