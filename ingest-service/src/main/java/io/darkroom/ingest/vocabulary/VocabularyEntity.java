package io.darkroom.ingest.vocabulary;

import io.darkroom.contracts.Vocabulary;
import io.darkroom.ingest.asset.JsonColumn;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/**
 * One version of a vocabulary. Written once, never changed: assets remember which one they took.
 */
@Entity
@Table(name = "vocabulary")
@IdClass(VocabularyEntity.Key.class)
class VocabularyEntity {
    /** A version of a vocabulary is found by these. */
    record Key(String tenant, String name, int version) implements Serializable {}

    @Id private String tenant;
    @Id private String name;
    @Id private int version;

    @JsonColumn private Vocabulary content;

    @SuppressWarnings("UnusedVariable") // for operators who look into the table
    private Instant createdAt;

    @SuppressWarnings("UnusedVariable") // for operators who look into the table
    private String createdBy;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields in
    protected VocabularyEntity() {}

    /**
     * @param content with its version
     */
    VocabularyEntity(String tenant, Vocabulary content, int version, Instant now, String by) {
        this.tenant = tenant;
        this.name = content.name();
        this.version = version;
        this.content = content.withVersion(version);
        this.createdAt = now;
        this.createdBy = by;
    }

    int version() {
        return version;
    }

    Vocabulary content() {
        return content;
    }
}
