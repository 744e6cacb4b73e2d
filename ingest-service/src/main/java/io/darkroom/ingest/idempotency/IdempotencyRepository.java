package io.darkroom.ingest.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.darkroom.contracts.Json;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The rows of keys. The database decides who works on a request, by its own clock. */
@ApplicationScoped
class IdempotencyRepository {
    /** A row whose time is up counts as none; one whose worker is gone keeps its subject. */
    private static final String TAKE =
            """
            INSERT INTO {h-schema}idempotency AS known
                (tenant, key, fingerprint, subject, owner, locked_until, expires_at)
            VALUES (:tenant, :key, :fingerprint, :subject, :owner,
                now() + make_interval(secs => :lock), now() + make_interval(secs => :retention))
            ON CONFLICT (tenant, key) DO UPDATE SET
                subject = CASE WHEN known.expires_at < now() OR known.fingerprint <> excluded.fingerprint
                    THEN excluded.subject ELSE known.subject END,
                fingerprint = excluded.fingerprint, owner = excluded.owner,
                locked_until = excluded.locked_until, expires_at = excluded.expires_at,
                status = NULL, headers = NULL, body = NULL, concerns = NULL
            WHERE known.expires_at < now()
                OR (known.status IS NULL AND known.locked_until < now()
                    AND (known.fingerprint = excluded.fingerprint OR known.locked_until = '-infinity'))
            RETURNING subject
            """;

    private static final String LOOK =
            """
            SELECT fingerprint, status, cast(headers AS text), body FROM {h-schema}idempotency
            WHERE tenant = :tenant AND key = :key
            """;

    private static final String ANSWER =
            """
            UPDATE {h-schema}idempotency
            SET status = :status, headers = cast(cast(:headers AS text) AS jsonb), body = :body, concerns = :concerns
            WHERE tenant = :tenant AND key = :key AND owner = :owner
            """;

    /** What was answered, given up or taken over is left as it is. */
    private static final String RENEW =
            """
            UPDATE {h-schema}idempotency SET locked_until = now() + make_interval(secs => :lock)
            WHERE tenant = :tenant AND key = :key AND owner = :owner
                AND status IS NULL AND locked_until > '-infinity'
            """;

    private final IdempotencyConfig config;

    IdempotencyRepository(IdempotencyConfig config) {
        this.config = config;
    }

    /** A request in work. */
    record Work(String tenant, String key, String fingerprint, UUID owner) {}

    /**
     * Takes the request, where it is to be taken.
     *
     * @param subject for what it makes, unless somebody began it before
     */
    Uni<Claim> take(Mutiny.Session session, Work work, UUID subject) {
        return session.createNativeQuery(TAKE, UUID.class)
                .setParameter("tenant", work.tenant())
                .setParameter("key", work.key())
                .setParameter("fingerprint", work.fingerprint())
                .setParameter("subject", subject)
                .setParameter("owner", work.owner())
                .setParameter("lock", lock())
                .setParameter("retention", config.retention().toMillis() / 1000.0)
                .getSingleResultOrNull()
                .chain(taken ->
                        taken == null
                                ? look(session, work)
                                : Uni.createFrom().item(new Claim.Taken(taken)));
    }

    private Uni<Claim> look(Mutiny.Session session, Work work) {
        return session.createNativeQuery(LOOK, Tuple.class)
                .setParameter("tenant", work.tenant())
                .setParameter("key", work.key())
                .getSingleResultOrNull()
                .map(row -> claim(row, work));
    }

    private static Claim claim(@Nullable Tuple row, Work work) {
        if (row == null) {
            // Given up between the two questions; whoever comes again finds the key free.
            return new Claim.InUse();
        }
        if (!work.fingerprint().equals(row.get(0))) {
            return new Claim.OfAnother();
        }
        Integer status = (Integer) row.get(1);
        return status == null
                ? new Claim.InUse()
                : new Claim.Answered(
                        new Claim.Answer(
                                status, headers((String) row.get(2)), (String) row.get(3)));
    }

    /** Keeps the answer, unless another instance has taken the work over meanwhile. */
    Uni<Void> answer(
            Mutiny.Session session, Work work, Claim.Answer answer, @Nullable UUID concerns) {
        return session.createNativeQuery(ANSWER)
                .setParameter("status", answer.status())
                .setParameter("headers", text(answer.headers()))
                .setParameter("body", answer.body())
                .setParameter("concerns", concerns)
                .setParameter("tenant", work.tenant())
                .setParameter("key", work.key())
                .setParameter("owner", work.owner())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Locks the request for another while, unless it is no longer this one's work. */
    Uni<Void> renew(Mutiny.Session session, Work work) {
        return session.createNativeQuery(RENEW)
                .setParameter("lock", lock())
                .setParameter("tenant", work.tenant())
                .setParameter("key", work.key())
                .setParameter("owner", work.owner())
                .executeUpdate()
                .replaceWithVoid();
    }

    private double lock() {
        return config.lock().toMillis() / 1000.0;
    }

    /**
     * Gives the key free: the work failed, and may be tried again. Its subject stays, since what
     * failed may have been done all the same, or be done by another instance meanwhile.
     */
    Uni<Void> release(Mutiny.Session session, Work work) {
        return session.createNativeQuery(
                        "UPDATE {h-schema}idempotency SET locked_until = '-infinity'"
                                + " WHERE tenant = :tenant AND key = :key AND owner = :owner")
                .setParameter("tenant", work.tenant())
                .setParameter("key", work.key())
                .setParameter("owner", work.owner())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Whether a request that makes this thing is known. */
    Uni<Boolean> remembers(Mutiny.Session session, UUID subject) {
        return session.createNativeQuery(
                        "SELECT count(*) FROM {h-schema}idempotency WHERE subject = :subject",
                        Long.class)
                .setParameter("subject", subject)
                .getSingleResult()
                .map(known -> known > 0);
    }

    /** Removes every trace of requests that made, or were answered with, this thing. */
    Uni<Void> forget(Mutiny.Session session, UUID thing) {
        return session.createNativeQuery(
                        "DELETE FROM {h-schema}idempotency"
                                + " WHERE subject = :thing OR concerns = :thing")
                .setParameter("thing", thing)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Removes rows whose time is up, a bounded number of them; says how many. */
    Uni<Integer> forgetExpired(Mutiny.Session session, Instant now, int max) {
        return session.createNativeQuery(
                        "DELETE FROM {h-schema}idempotency WHERE (tenant, key) IN (SELECT tenant,"
                                + " key FROM {h-schema}idempotency WHERE expires_at < :now ORDER BY"
                                + " expires_at LIMIT :max FOR UPDATE SKIP LOCKED)")
                .setParameter("now", now)
                .setParameter("max", max)
                .executeUpdate();
    }

    private static Map<String, String> headers(String json) {
        try {
            return Json.mapper().readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored headers cannot be read", e);
        }
    }

    private static String text(Map<String, String> headers) {
        try {
            return Json.mapper().writeValueAsString(headers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Headers cannot be written as JSON", e);
        }
    }
}
