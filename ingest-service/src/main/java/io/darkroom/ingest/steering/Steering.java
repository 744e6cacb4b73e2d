package io.darkroom.ingest.steering;

import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageControl;
import io.darkroom.contracts.Topics;
import io.darkroom.ingest.asset.Deadlines;
import io.darkroom.ingest.asset.FanOut;
import io.darkroom.ingest.asset.Lane;
import io.darkroom.service.outbox.Outbox;
import io.darkroom.service.outbox.OutboxRecord;
import io.darkroom.service.sql.AdvisoryLock;
import io.darkroom.service.sql.Transactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Says what stages are to do: written down, and told to every instance, in one transaction. */
@ApplicationScoped
public class Steering {
    private static final Logger LOG = Logger.getLogger(Steering.class);

    private final Transactions transactions;
    private final Outbox outbox;
    private final Deadlines deadlines;

    Steering(Transactions transactions, Outbox outbox, Deadlines deadlines) {
        this.transactions = transactions;
        this.outbox = outbox;
        this.deadlines = deadlines;
    }

    /** Pauses a stage on every instance; whoever pauses a paused stage is named from then on. */
    public Uni<StageControl> pause(Stage stage, String by, @Nullable String reason) {
        return say(stage, before -> before.paused(true, by, reason));
    }

    /** Lets a stage work again. Time in which it was paused counts against no picture. */
    public Uni<StageControl> resume(Stage stage, String by) {
        return say(stage, before -> before.paused(false, by, null));
    }

    /**
     * Sets how many records each instance has in work at once.
     *
     * @param concurrency absent for each instance's own setting
     */
    public Uni<StageControl> concurrency(Stage stage, @Nullable Integer concurrency, String by) {
        return say(stage, before -> before.concurrency(concurrency, by));
    }

    /**
     * Has a canary work on a share of what is sent to a stage from now on; one that does so already
     * goes on, with this share. It takes the place of any other.
     *
     * @throws IllegalArgumentException (on subscription) if the name or the share is none that a
     *     canary can have
     */
    public Uni<StageControl> startCanary(Stage stage, String name, double percent, String by) {
        return say(stage, before -> before.canary(name, percent, by));
    }

    /** Has no canary work beside a stage any more. */
    public Uni<StageControl> stopCanary(Stage stage, String by) {
        return say(stage, before -> before.noCanary(by));
    }

    /** The latest word on every stage on which there is one. */
    public Uni<Map<Stage, StageControl>> words(Mutiny.Session session) {
        return latest(session)
                .map(rows -> {
                    var words = new EnumMap<Stage, StageControl>(Stage.class);
                    rows.forEach(row -> words.put(row.word().stage(), row.word()));
                    return words;
                });
    }

    private static Uni<List<StageWordEntity>> latest(Mutiny.Session session) {
        return session.createSelectionQuery(
                        "from StageWordEntity word where word.id = (select max(later.id) from"
                                + " StageWordEntity later where later.stage = word.stage)",
                        StageWordEntity.class)
                .getResultList();
    }

    /** Tells the latest words once more, and gives their number. */
    Uni<Integer> tellAgain(Mutiny.Session session) {
        return latest(session)
                .chain(rows ->
                        Multi.createFrom()
                                .iterable(rows)
                                .onItem()
                                .transformToUniAndConcatenate(row -> tell(session, row))
                                .collect()
                                .asList()
                                .replaceWith(rows.size()));
    }

    /** The stages that a person paused. */
    public Uni<Set<Stage>> paused(Mutiny.Session session) {
        return words(session)
                .map(words ->
                        words.values().stream()
                                .filter(StageControl::paused)
                                .map(StageControl::stage)
                                .collect(Collectors.toUnmodifiableSet()));
    }

    /** Words on a stage, in order. */
    private interface Change {
        StageControl after(LastWord before);
    }

    private Uni<StageControl> say(Stage stage, Change change) {
        return transactions
                .begin(session ->
                        lock(session, stage)
                                .chain(() -> words(session))
                                .map(words -> Optional.ofNullable(words.get(stage)))
                                .chain(before ->
                                        say(
                                                session,
                                                before,
                                                change.after(new LastWord(stage, before)))))
                .invoke(word ->
                        LOG.infof(
                                "A stage was steered stage=%s paused=%s concurrency=%s canary=%s"
                                        + " by=%s",
                                stage,
                                word.paused(),
                                word.concurrency(),
                                word.canary() == null ? null : word.canary().name(),
                                word.by()));
    }

    private Uni<StageControl> say(
            Mutiny.Session session, Optional<StageControl> before, StageControl word) {
        boolean resumed = before.map(StageControl::paused).orElse(false) && !word.paused();
        var row = new StageWordEntity(word);
        return session.persist(row)
                .chain(() -> tell(session, row))
                .chain(() ->
                        resumed ? postpone(session, word.stage()) : Uni.createFrom().voidItem())
                .replaceWith(word);
    }

    private Uni<Void> tell(Mutiny.Session session, StageWordEntity row) {
        StageControl word = row.word();
        var event =
                new CloudEvent<>(
                        row.id().toString(),
                        FanOut.SOURCE,
                        StageControl.TYPE,
                        word.at(),
                        word.stage().id(),
                        word);
        return outbox.append(
                session,
                new OutboxRecord(
                        row.id(),
                        Topics.STAGE_CONTROL,
                        word.stage().id(),
                        event.headers(),
                        event.value(),
                        null));
    }

    /** What waited while the stage was paused has its whole time from now on. */
    private Uni<Void> postpone(Mutiny.Session session, Stage stage) {
        return postpone(session, stage, Lane.LIVE).chain(() -> postpone(session, stage, Lane.BULK));
    }

    private Uni<Void> postpone(Mutiny.Session session, Stage stage, Lane lane) {
        Instant due = Instant.now().plus(deadlines.deadline(lane));
        return session.createNativeQuery(
                        "UPDATE {h-schema}asset_stage s SET due_at = :due FROM {h-schema}asset a"
                                + " WHERE a.id = s.asset_id AND a.lane = :lane AND s.stage = :stage"
                                + " AND s.status = 'PENDING' AND s.due_at < :due")
                .setParameter("due", due)
                .setParameter("lane", lane.name())
                .setParameter("stage", stage.name())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Words on one stage are said one after another, and told in that order. */
    private static Uni<Void> lock(Mutiny.Session session, Stage stage) {
        return AdvisoryLock.take(session, "stage-word/" + stage);
    }
}
