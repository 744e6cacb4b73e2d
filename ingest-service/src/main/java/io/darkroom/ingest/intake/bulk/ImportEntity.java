package io.darkroom.ingest.intake.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.ingest.asset.JsonColumn;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An import, and how far it has come. */
@Entity
@Table(name = "bulk_import")
class ImportEntity {
    @Id private UUID id;
    private String tenant;
    private String bucket;
    private String prefix;

    @JsonColumn private JsonNode request;

    private int rate;

    @Enumerated(EnumType.STRING)
    private ImportView.State state;

    private @Nullable String reached;
    private Instant dueAt;
    private long listed;
    private long taken;
    private long known;
    private long refused;

    @JsonColumn private RefusedObjects refusals;

    private Instant createdAt;
    private String createdBy;
    private @Nullable Instant endedAt;
    private @Nullable String endedBecause;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields in
    protected ImportEntity() {}

    ImportEntity(
            UUID id,
            String tenant,
            BucketAddress from,
            JsonNode request,
            int rate,
            Instant now,
            String by) {
        this.id = id;
        this.tenant = tenant;
        this.bucket = from.bucket();
        this.prefix = from.prefix();
        this.request = request;
        this.rate = rate;
        this.state = ImportView.State.RUNNING;
        this.dueAt = now;
        this.refusals = RefusedObjects.NONE;
        this.createdAt = now;
        this.createdBy = by;
    }

    UUID id() {
        return id;
    }

    String tenant() {
        return tenant;
    }

    BucketAddress from() {
        return new BucketAddress(bucket, prefix);
    }

    JsonNode request() {
        return request;
    }

    /** Objects a second at most. */
    int rate() {
        return rate;
    }

    boolean running() {
        return state == ImportView.State.RUNNING;
    }

    /** The key up to which it has come; absent before its first page. */
    @Nullable String reached() {
        return reached;
    }

    /** When it has its next turn, at the earliest. */
    Instant dueAt() {
        return dueAt;
    }

    /** It goes on after this key. */
    void reach(String key, Instant due) {
        reached = key;
        dueAt = due;
    }

    /** It is tried again later, others before it. */
    void putOff(Instant until) {
        dueAt = until;
    }

    /** It has come further. */
    void add(Progress further) {
        listed += further.listed();
        taken += further.taken();
        known += further.known();
        refused += further.refused().size();
        refusals = refusals.and(further.refused());
    }

    void end(ImportView.State how, Instant now) {
        if (running()) {
            state = how;
            // What the column keeps of it, so that it is told alike now and later.
            endedAt = now.truncatedTo(ChronoUnit.MICROS);
            // Names an object, whose asset may be erased some day.
            reached = null;
        }
    }

    /** It cannot go on. */
    void giveUp(String why, Instant now) {
        if (running()) {
            end(ImportView.State.CANCELLED, now);
            endedBecause = why;
        }
    }

    ImportView view() {
        return new ImportView(
                id,
                from().toString(),
                request,
                rate,
                state,
                listed,
                taken,
                known,
                refused,
                refusals.items(),
                createdAt,
                createdBy,
                endedAt,
                endedBecause);
    }

    /** What became of some objects. */
    record Progress(long listed, long taken, long known, List<ImportView.Refusal> refused) {}
}
