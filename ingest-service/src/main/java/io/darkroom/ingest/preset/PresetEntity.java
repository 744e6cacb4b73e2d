package io.darkroom.ingest.preset;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.ingest.asset.JsonColumn;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** One version of a preset. Written once, never changed: assets remember which one they took. */
@Entity
@Table(name = "preset")
@IdClass(PresetEntity.Key.class)
class PresetEntity {
    /** A version of a preset is found by these. */
    record Key(String tenant, String name, int version) implements Serializable {}

    @Id private String tenant;
    @Id private String name;
    @Id private int version;

    @JsonColumn private JsonNode request;

    private Instant createdAt;
    private String createdBy;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields in
    protected PresetEntity() {}

    PresetEntity(String tenant, Preset preset) {
        this.tenant = tenant;
        this.name = preset.name();
        this.version = preset.version();
        this.request = preset.request();
        this.createdAt = preset.createdAt();
        this.createdBy = preset.createdBy();
    }

    Preset view() {
        return new Preset(name, version, request, createdAt, createdBy);
    }
}
