package io.darkroom.ingest.intake.bulk;

import io.darkroom.contracts.ObjectRef;
import io.darkroom.ingest.asset.Uuid7;
import io.darkroom.ingest.intake.Sources;
import io.darkroom.ingest.upload.UploadRequests;
import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemType;
import io.darkroom.service.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Imports, as they are asked for and looked at. Every method blocks. */
@ApplicationScoped
class Imports {
    private static final String SAME =
            "from ImportEntity where tenant = :tenant and bucket = :bucket and prefix = :prefix"
                    + " and state = RUNNING";

    private final Transactions transactions;
    private final Sources sources;
    private final UploadRequests requests;

    Imports(Transactions transactions, Sources sources, UploadRequests requests) {
        this.transactions = transactions;
        this.sources = sources;
        this.requests = requests;
    }

    /** Whoever asks. */
    record Asker(String tenant, String name, boolean administrator) {}

    /**
     * Writes an import down; it is worked on afterwards. One of the same source that is under way
     * is the same import.
     *
     * @throws io.darkroom.service.problem.ProblemException where the source is none that the tenant
     *     may import from, or the request is wrong
     */
    ImportView start(Asker asker, ImportRequest request) {
        var from = BucketAddress.parse(request.source());
        requireAllowed(from, asker.tenant());
        var json = Objects.requireNonNull(request.request());
        var _ = requests.effective(asker.tenant(), json, asker.administrator());
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        int rate = Objects.requireNonNull(request.rate());
        return transactions.run(session ->
                underWay(session, asker.tenant(), from)
                        .chain(found ->
                                found.isPresent()
                                        ? Uni.createFrom().item(found.get())
                                        : add(
                                                session,
                                                new ImportEntity(
                                                        Uuid7.at(now),
                                                        asker.tenant(),
                                                        from,
                                                        json,
                                                        rate,
                                                        now,
                                                        asker.name())))
                        .map(ImportEntity::view));
    }

    private void requireAllowed(BucketAddress from, String tenant) {
        var source = sources.of(new ObjectRef(from.bucket(), from.prefix() + "/"));
        if (source.filter(found -> found.tenant().equals(tenant)).isEmpty()) {
            String detail =
                    "Darkroom may not import from %s for this tenant; an operator allows it with"
                                    .formatted(from)
                            + " darkroom.intake.buckets.<name>.bucket, .prefix and .tenant";
            throw ProblemType.OBJECT_REFUSED.exception(detail, Problem.Place.at("/source", detail));
        }
    }

    private static Uni<Optional<ImportEntity>> underWay(
            Mutiny.Session session, String tenant, BucketAddress from) {
        return session.createSelectionQuery(SAME, ImportEntity.class)
                .setParameter("tenant", tenant)
                .setParameter("bucket", from.bucket())
                .setParameter("prefix", from.prefix())
                .setMaxResults(1)
                .getSingleResultOrNull()
                .map(Optional::ofNullable);
    }

    private static Uni<ImportEntity> add(Mutiny.Session session, ImportEntity entity) {
        return session.persist(entity).chain(session::flush).replaceWith(entity);
    }

    ImportView find(String tenant, UUID id) {
        return change(tenant, id, ImportEntity::view);
    }

    /** Takes nothing further in; what was taken in is worked on. */
    ImportView cancel(String tenant, UUID id) {
        return change(
                tenant,
                id,
                job -> {
                    job.end(ImportView.State.CANCELLED, Instant.now());
                    return job.view();
                });
    }

    private ImportView change(String tenant, UUID id, Function<ImportEntity, ImportView> work) {
        return transactions.run(session ->
                session.find(ImportEntity.class, id, LockModeType.PESSIMISTIC_WRITE)
                        .map(found ->
                                Optional.ofNullable(found)
                                        .filter(job -> job.tenant().equals(tenant))
                                        .orElseThrow(() ->
                                                ProblemType.NOT_FOUND.exception(
                                                        "There is no import '" + id + "'")))
                        .map(work));
    }

    /** The import under way whose turn is next. */
    Optional<ImportEntity> next() {
        return transactions.run(session ->
                session.createSelectionQuery(
                                "from ImportEntity where state = RUNNING order by dueAt",
                                ImportEntity.class)
                        .setMaxResults(1)
                        .getSingleResultOrNull()
                        .map(Optional::ofNullable));
    }

    /**
     * Changes an import that is under way.
     *
     * @return whether it is still under way
     */
    boolean advance(UUID id, Consumer<ImportEntity> change) {
        return transactions.run(session ->
                session.find(ImportEntity.class, id, LockModeType.PESSIMISTIC_WRITE)
                        .map(job -> {
                            if (job == null || !job.running()) {
                                return false;
                            }
                            change.accept(job);
                            return job.running();
                        }));
    }
}
