package io.darkroom.ingest.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.service.problem.ProblemResponses;
import io.darkroom.service.problem.ProblemType;
import io.darkroom.service.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Answers a request once, however often it is sent: the first is worked on, its repeats get its
 * answer for 24 hours. An instance at work renews its lock. Where it dies or falls silent, another
 * one takes the work over when the lock has run out, with the same {@link Subject}: work that makes
 * a thing under its id makes it once.
 *
 * <p>Answers up to 499 are kept; after anything else the key is free again, so that whoever repeats
 * the request gets it done, under the same id: a database that dies while it commits leaves nobody
 * knowing whether it was done.
 */
@ApplicationScoped
public class Idempotency {
    /** The header, as every endpoint that takes it describes it. */
    public static final String DESCRIPTION =
            "Any string; the same request with the same key is worked on once, and its repeats get"
                    + " its answer for 24 hours";

    private static final Logger LOG = Logger.getLogger(Idempotency.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    /** Longer than any request: what still hangs then must not hold its key for ever. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Transactions transactions;
    private final IdempotencyRepository keys;
    private final ObjectMapper mapper;
    private final Map<IdempotencyRepository.Work, Long> inWork = new ConcurrentHashMap<>();

    Idempotency(Transactions transactions, IdempotencyRepository keys, ObjectMapper mapper) {
        this.transactions = transactions;
        this.keys = keys;
        this.mapper = mapper;
    }

    /**
     * Does the work, or answers what was answered before. Blocks.
     *
     * @param header the {@code Idempotency-Key} that was sent; without one the work is done
     * @param fingerprint of the request; asked for only with a key
     * @param work is given the subject for what it makes, and answers
     * @throws ProblemException {@code idempotency-key-in-use}, {@code idempotency-key-reused}, or
     *     what the work throws
     */
    public Response once(
            String tenant,
            @Nullable String header,
            Supplier<Fingerprint> fingerprint,
            Function<Subject, Response> work) {
        Subject subject = Subject.anew();
        var key = IdempotencyKey.of(header);
        if (key.isEmpty()) {
            return work.apply(subject);
        }
        var request =
                new IdempotencyRepository.Work(
                        tenant, key.get().text(), fingerprint.get().hex(), UUID.randomUUID());
        return switch (transactions.run(session -> keys.take(session, request, subject.id()))) {
            case Claim.Taken(UUID kept) -> work(request, subject.keptAs(kept), work);
            case Claim.Answered(Claim.Answer answer) -> response(answer);
            case Claim.InUse() ->
                    throw ProblemType.IDEMPOTENCY_KEY_IN_USE
                            .exception("The same request is being worked on; ask again")
                            .retryAfter(LOOK_AGAIN);
            case Claim.OfAnother() ->
                    throw ProblemType.IDEMPOTENCY_KEY_REUSED.exception(
                            "Another request came with this Idempotency-Key; use a new key for a"
                                    + " new request");
        };
    }

    /**
     * To be asked in the transaction that makes the subject's thing, after it was made: another
     * instance may have made it, and it may have been erased, while this one was silent.
     *
     * @return true, or the failure {@code idempotency-key-in-use} where the request is forgotten
     */
    public Uni<Boolean> owed(Mutiny.Session session, Subject subject) {
        return (subject.kept()
                        ? keys.remembers(session, subject.id())
                        : Uni.createFrom().item(true))
                .invoke(remembered -> {
                    if (!remembered) {
                        throw ProblemType.IDEMPOTENCY_KEY_IN_USE.exception(
                                "What this request asks for was made by its repeat, and erased");
                    }
                });
    }

    /** Keeps what this instance still works on from others for another while. Blocks. */
    public void renew() {
        renewBegunSince(System.nanoTime() - LONGEST.toNanos());
    }

    /**
     * @param nanoTime of {@link System#nanoTime()}; what began before it is left to others
     */
    void renewBegunSince(long nanoTime) {
        inWork.forEach((request, begun) -> {
            if (begun - nanoTime >= 0) {
                transactions.run(session -> keys.renew(session, request));
            }
        });
    }

    /** Removes every trace of requests that made, or were answered with, this thing. */
    public Uni<Void> forget(Mutiny.Session session, UUID thing) {
        return keys.forget(session, thing);
    }

    /** Removes what is older than it is kept, a bounded number; says how many. Blocks. */
    public int forgetExpired(Instant now, int max) {
        return transactions.run(session -> keys.forgetExpired(session, now, max));
    }

    private Response work(
            IdempotencyRepository.Work request, Subject subject, Function<Subject, Response> work) {
        inWork.put(request, System.nanoTime());
        try {
            Response answer = work.apply(subject);
            keep(request, answer, subject.id());
            return answer;
        } catch (ProblemException e) {
            if (e.problem().status() < 500) {
                keep(request, ProblemResponses.of(e.problem()), subject.id());
            } else {
                release(request);
            }
            throw e;
        } catch (RuntimeException e) {
            release(request);
            throw e;
        } finally {
            inWork.remove(request);
        }
    }

    private void keep(IdempotencyRepository.Work request, Response answer, UUID subject) {
        var headers = new LinkedHashMap<String, String>();
        answer.getStringHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
        var kept = new Claim.Answer(answer.getStatus(), headers, body(answer.getEntity()));
        UUID concerns = concerns(headers, subject);
        try {
            transactions.run(session -> keys.answer(session, request, kept, concerns));
        } catch (RuntimeException e) {
            // The work is done and is answered; a repeat finds it done once the lock has run out.
            LOG.warnf("An answer is not kept for repeats subject=%s cause=%s", subject, e);
        }
    }

    private void release(IdempotencyRepository.Work request) {
        try {
            transactions.run(session -> keys.release(session, request));
        } catch (RuntimeException e) {
            LOG.warnf("A key stays in use until its lock has run out cause=%s", e.toString());
        }
    }

    /** What Location leads to, which need not be what the work would have made. */
    private static UUID concerns(Map<String, String> headers, UUID otherwise) {
        String location = headers.getOrDefault(HttpHeaders.LOCATION, "");
        try {
            return UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
        } catch (IllegalArgumentException e) {
            return otherwise;
        }
    }

    private String body(@Nullable Object entity) {
        try {
            return switch (entity) {
                case null -> "";
                case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
                case String text -> text;
                default -> mapper.writeValueAsString(entity);
            };
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer cannot be written as JSON", e);
        }
    }

    private static Response response(Claim.Answer answer) {
        var response = Response.status(answer.status());
        answer.headers().forEach(response::header);
        if (!answer.body().isEmpty()) {
            response.entity(answer.body().getBytes(StandardCharsets.UTF_8));
        }
        return response.build();
    }
}
