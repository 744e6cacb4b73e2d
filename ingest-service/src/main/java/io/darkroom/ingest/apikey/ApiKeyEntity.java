package io.darkroom.ingest.apikey;

import io.darkroom.contracts.AccessKey;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key's row. */
@Entity
@Table(name = "api_key")
class ApiKeyEntity {
    @Id String id;
    String hash;
    String name;
    String tenant;
    String[] roles;
    String createdBy;
    Instant createdAt;
    @Nullable Instant expiresAt;
    @Nullable String revokedBy;
    @Nullable Instant revokedAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields in
    protected ApiKeyEntity() {}

    ApiKeyEntity(AccessKey key, String createdBy) {
        this.id = key.id();
        this.hash = key.hash();
        this.name = key.name();
        this.tenant = key.tenant();
        this.roles = key.roles().toArray(String[]::new);
        this.createdBy = createdBy;
        this.createdAt = key.createdAt();
        this.expiresAt = key.expiresAt();
    }

    /** What other services are told. */
    AccessKey word() {
        return new AccessKey(
                id, hash, name, tenant, List.of(roles), createdAt, expiresAt, revokedAt);
    }
}
