package io.darkroom.ingest.rerun;

import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.asset.Lane;
import io.darkroom.ingest.asset.Uuid7;
import io.darkroom.service.problem.ProblemType;
import io.darkroom.service.sql.Transactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Re-runs of many: counted first, then sent out on the bulk lane, a few of one after a few of
 * another, each few in a transaction that also says how far it has come. So it goes on where it
 * stopped, in whichever instance.
 */
@ApplicationScoped
public class RerunJobs {
    private static final int AT_ONCE = 50;

    /** No other instance takes it meanwhile; and one that fails lets the others pass. */
    private static final Duration TURN = Duration.ofMinutes(1);

    private final Transactions transactions;
    private final RerunRepository jobs;
    private final AssetRepository assets;
    private final Reruns reruns;
    private final long mostPending;

    RerunJobs(
            Transactions transactions,
            RerunRepository jobs,
            AssetRepository assets,
            Reruns reruns,
            @ConfigProperty(name = "darkroom.bulk.most-pending", defaultValue = "2000")
                    long mostPending) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.assets = assets;
        this.reruns = reruns;
        this.mostPending = mostPending;
    }

    /** What the re-run would come to. */
    Uni<RerunView> estimate(String tenant, RerunRequest request) {
        return transactions.begin(
                session -> count(session, tenant, request).map(count -> view(request, count)));
    }

    /** Writes the re-run down; it is sent out afterwards. */
    Uni<RerunView> start(String tenant, RerunRequest request, String by) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return transactions.begin(session ->
                count(session, tenant, request)
                        .map(count ->
                                new RerunEntity(
                                        Uuid7.at(now), tenant, request, count.matching(), now, by))
                        .call(job -> jobs.add(session, job))
                        .map(RerunEntity::view));
    }

    Uni<RerunView> find(String tenant, UUID id) {
        return with(tenant, id, RerunEntity::view);
    }

    /** Sends nothing further out; what was sent is worked on. */
    Uni<RerunView> cancel(String tenant, UUID id) {
        return with(
                tenant,
                id,
                job -> {
                    job.end(RerunView.State.CANCELLED, Instant.now());
                    return job.view();
                });
    }

    private Uni<RerunView> with(String tenant, UUID id, Function<RerunEntity, RerunView> work) {
        return transactions.begin(session ->
                jobs.lock(session, id)
                        .map(found ->
                                found.filter(job -> job.isOf(tenant))
                                        .orElseThrow(() ->
                                                ProblemType.NOT_FOUND.exception(
                                                        "There is no re-run '" + id + "'")))
                        .map(work));
    }

    /**
     * Sends the next few out. Blocks.
     *
     * @return whether there may be more to do at once
     */
    public boolean step() {
        Optional<UUID> turn = transactions.run(this::takeTurn);
        turn.ifPresent(id -> transactions.run(session -> step(session, id)));
        return turn.isPresent();
    }

    private Uni<Optional<UUID>> takeTurn(Mutiny.Session session) {
        Instant now = Instant.now();
        return assets.stagesWithRoom(session, mostPending)
                .chain(stages -> jobs.take(session, stages, now, now.plus(TURN)));
    }

    private Uni<Void> step(Mutiny.Session session, UUID id) {
        return jobs.lock(session, id)
                .chain(found ->
                        found.filter(RerunEntity::running)
                                .map(job -> step(session, job))
                                .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> step(Mutiny.Session session, RerunEntity job) {
        return jobs.next(session, job.query(), job.position(), AT_ONCE)
                .chain(ids -> send(session, job, ids))
                .chain(session::flush);
    }

    private Uni<Void> send(Mutiny.Session session, RerunEntity job, List<UUID> ids) {
        if (ids.isEmpty()) {
            job.end(RerunView.State.DONE, Instant.now());
            return Uni.createFrom().voidItem();
        }
        return Multi.createFrom()
                .iterable(ids)
                .onItem()
                .transformToUniAndConcatenate(id -> send(session, job, id))
                .collect()
                .asList()
                .invoke(sent ->
                        job.advance(
                                ids.getLast(),
                                (int) sent.stream().filter(Boolean::booleanValue).count(),
                                Instant.now()))
                .replaceWithVoid();
    }

    private Uni<Boolean> send(Mutiny.Session session, RerunEntity job, UUID id) {
        return assets.lock(session, id)
                .chain(found -> {
                    var stage = found.flatMap(rows -> rows.stage(job.stage()));
                    return stage.isEmpty() || stage.get().pending()
                            ? Uni.createFrom().item(false)
                            : reruns.run(session, found.get(), stage.get(), Lane.BULK)
                                    .replaceWith(true);
                });
    }

    private Uni<RerunRepository.Count> count(
            Mutiny.Session session, String tenant, RerunRequest request) {
        return jobs.count(session, new RerunQuery(tenant, request.stage(), request.filter()));
    }

    private static RerunView view(RerunRequest request, RerunRepository.Count count) {
        return new RerunView(
                null,
                request.stage(),
                request.filter(),
                RerunView.State.DRY_RUN,
                count.matching(),
                0,
                count.costs(),
                count.unpriced(),
                null,
                null);
    }
}
