package io.darkroom.ingest.asset;

import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.StageStatus;
import io.darkroom.contracts.StageStatus.Status;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How far a planned stage is for an asset, and what it reported. */
@Entity
@Table(name = "asset_stage")
@IdClass(StageEntity.Key.class)
public class StageEntity {
    /** A stage's row is found by its asset and its name. */
    public record Key(UUID assetId, Stage stage) implements Serializable {}

    @Id private UUID assetId;

    @Id
    @Enumerated(EnumType.STRING)
    private Stage stage;

    @Enumerated(EnumType.STRING)
    private Status status;

    private int generation;
    private int attempts;
    private @Nullable Long durationMs;

    @JsonColumn private @Nullable StageOutcome outcome;

    private @Nullable Instant endedAt;
    private Instant dueAt;
    private int resends;
    private int runBegan;

    @SuppressWarnings("UnusedVariable") // for queries
    private @Nullable String asked;

    @JsonColumn private @Nullable StageOutcome previous;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields in
    protected StageEntity() {}

    /** A stage that has yet to begin, for the first time. */
    public StageEntity(UUID assetId, Stage stage, Instant dueAt) {
        this.assetId = assetId;
        this.stage = stage;
        this.status = Status.PENDING;
        this.generation = 1;
        this.runBegan = 1;
        this.dueAt = dueAt;
    }

    /**
     * The same, remembering what the stage is asked for.
     *
     * @param asked {@link Asked#of}
     */
    public StageEntity(UUID assetId, Stage stage, Instant dueAt, String asked) {
        this(assetId, stage, dueAt);
        this.asked = asked;
    }

    /**
     * The stage is to run again, from the beginning. What it found before stands until it has found
     * something else.
     *
     * @param newlyAsked {@link Asked#of}
     */
    public void rerun(String newlyAsked, Instant nextDueAt) {
        previous = result().orElse(null);
        status = Status.PENDING;
        outcome = null;
        generation++;
        runBegan = generation;
        asked = newlyAsked;
        attempts = 0;
        resends = 0;
        durationMs = null;
        endedAt = null;
        dueAt = nextDueAt;
    }

    /** Takes the stage's report as its end. */
    public void end(
            StageOutcome reported, int ofGeneration, int afterAttempts, long tookMs, Instant at) {
        outcome = reported;
        status =
                switch (reported) {
                    case StageOutcome.Succeeded _ -> Status.SUCCEEDED;
                    case StageOutcome.Skipped _ -> Status.SKIPPED;
                    case StageOutcome.Failed _ -> Status.FAILED;
                    case StageOutcome.Deferred _ ->
                            throw new IllegalArgumentException("A deferral is no end");
                };
        generation = Math.max(generation, ofGeneration);
        attempts = afterAttempts;
        durationMs = tookMs;
        endedAt = DatabaseTime.of(at);
    }

    /**
     * The stage may not work before a time: it is due then, and what was sent out so far does not
     * count against it.
     */
    public void defer(StageOutcome.Deferred reported) {
        outcome = reported;
        dueAt = DatabaseTime.of(reported.until());
        resends = 0;
    }

    /** The stage may not work at present: what was sent out is not overdue before this time. */
    public void putOff(Instant nextDueAt) {
        dueAt = nextDueAt;
    }

    /** The work is sent out again, as a new generation. */
    public void resend(Instant nextDueAt) {
        generation++;
        resends++;
        dueAt = nextDueAt;
    }

    /** The work was sent out as often as it may be, and nothing came back. */
    public void timeOut(StageOutcome.Failed why, Instant at) {
        status = Status.TIMED_OUT;
        outcome = why;
        endedAt = DatabaseTime.of(at);
    }

    /** What {@link JoinedAssets} writes of it. */
    JoinedAssets.StageColumns joined() {
        return new JoinedAssets.StageColumns(
                assetId,
                stage.name(),
                status.name(),
                generation,
                attempts,
                durationMs,
                outcome,
                endedAt,
                dueAt,
                resends);
    }

    public UUID assetId() {
        return assetId;
    }

    public Stage stage() {
        return stage;
    }

    public Status status() {
        return status;
    }

    public boolean pending() {
        return status == Status.PENDING;
    }

    public int generation() {
        return generation;
    }

    /** When, while pending, the sweeper sends the work again or gives it up. */
    public Instant dueAt() {
        return dueAt;
    }

    /** The generation in which the present run began: 1 for the first run. */
    public int runBegan() {
        return runBegan;
    }

    /** How often the work was sent out again. */
    public int resends() {
        return resends;
    }

    /** What the stage reported; absent while pending, but for a deferral. */
    public @Nullable StageOutcome outcome() {
        return outcome;
    }

    /** What the stage found: in its latest run, or, until that has a result, in the one before. */
    public Optional<StageOutcome.Succeeded> result() {
        return Optional.ofNullable(
                switch (outcome) {
                    case StageOutcome.Succeeded done -> done;
                    case StageOutcome.Skipped _ -> null;
                    case null, default ->
                            previous instanceof StageOutcome.Succeeded before ? before : null;
                });
    }

    /** The row as the record shows it. */
    public StageStatus view() {
        var done = outcome instanceof StageOutcome.Succeeded succeeded ? succeeded : null;
        return new StageStatus(
                stage,
                status,
                generation,
                attempts,
                done == null ? null : done.engine(),
                durationMs,
                done == null ? null : done.cost(),
                endedAt,
                switch (outcome) {
                    case StageOutcome.Failed(var error) -> error;
                    case StageOutcome.Deferred(var reason, var _) -> reason;
                    case null, default -> null;
                });
    }
}
