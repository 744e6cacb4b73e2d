package io.darkroom.ingest.rerun;

import io.darkroom.contracts.Stage;
import io.darkroom.ingest.asset.JsonColumn;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A re-run of many, and how far it has come. */
@Entity
@Table(name = "rerun")
class RerunEntity {
    @Id private UUID id;
    private String tenant;

    @Enumerated(EnumType.STRING)
    private Stage stage;

    @JsonColumn private RerunFilter filter;

    @Enumerated(EnumType.STRING)
    private RerunView.State state;

    private long matching;
    private long sent;
    private UUID position;

    @SuppressWarnings("UnusedVariable") // for who takes the next turn
    private Instant dueAt;

    private Instant createdAt;
    private String createdBy;

    @SuppressWarnings("UnusedVariable") // for operators who look into the table
    private @Nullable Instant endedAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields in
    protected RerunEntity() {}

    RerunEntity(
            UUID id, String tenant, RerunRequest request, long matching, Instant now, String by) {
        this.id = id;
        this.tenant = tenant;
        this.stage = request.stage();
        this.filter = request.filter();
        this.state = RerunView.State.RUNNING;
        this.matching = matching;
        this.position = new UUID(0, 0);
        this.dueAt = now;
        this.createdAt = now;
        this.createdBy = by;
    }

    boolean running() {
        return state == RerunView.State.RUNNING;
    }

    boolean isOf(String ofTenant) {
        return tenant.equals(ofTenant);
    }

    Stage stage() {
        return stage;
    }

    UUID position() {
        return position;
    }

    RerunQuery query() {
        return new RerunQuery(tenant, stage, filter);
    }

    /** It has come this far, and stands behind the others. */
    void advance(UUID to, int further, Instant now) {
        position = to;
        sent += further;
        dueAt = now;
    }

    void end(RerunView.State how, Instant now) {
        if (running()) {
            state = how;
            endedAt = now;
            // Names an asset, which may be erased some day.
            position = new UUID(0, 0);
        }
    }

    RerunView view() {
        return new RerunView(
                id, stage, filter, state, matching, sent, null, null, createdAt, createdBy);
    }
}
