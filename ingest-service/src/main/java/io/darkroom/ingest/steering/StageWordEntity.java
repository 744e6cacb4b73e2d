package io.darkroom.ingest.steering;

import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageControl;
import io.darkroom.contracts.StageControl.Canary;
import io.darkroom.ingest.asset.Uuid7;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One word on a stage. */
@Entity
@Table(name = "stage_word")
class StageWordEntity {
    @Id private UUID id;

    @Enumerated(EnumType.STRING)
    private Stage stage;

    private boolean paused;
    private @Nullable Integer concurrency;
    private String saidBy;
    private @Nullable String reason;
    private Instant saidAt;
    private @Nullable String canaryName;
    private @Nullable Double canaryPercent;
    private @Nullable Instant canarySince;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields in
    protected StageWordEntity() {}

    StageWordEntity(StageControl word) {
        this.id = Uuid7.at(word.at());
        this.stage = word.stage();
        this.paused = word.paused();
        this.concurrency = word.concurrency();
        this.saidBy = word.by();
        this.reason = word.reason();
        this.saidAt = word.at();
        var canary = word.canary();
        if (canary != null) {
            this.canaryName = canary.name();
            this.canaryPercent = canary.percent();
            this.canarySince = canary.since();
        }
    }

    UUID id() {
        return id;
    }

    StageControl word() {
        return new StageControl(stage, paused, concurrency, saidBy, reason, saidAt, canary());
    }

    private @Nullable Canary canary() {
        return canaryName == null || canaryPercent == null || canarySince == null
                ? null
                : new Canary(canaryName, canaryPercent, canarySince);
    }
}
