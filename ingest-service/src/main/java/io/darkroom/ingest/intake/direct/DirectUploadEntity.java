package io.darkroom.ingest.intake.direct;

import io.darkroom.contracts.UploadRequest;
import io.darkroom.ingest.asset.JsonColumn;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An upload that was announced, with what it may bring, until its time is over. */
@Entity
@Table(name = "direct_upload")
class DirectUploadEntity {
    @Id private UUID id;
    private String tenant;
    private @Nullable String fileName;
    private String contentType;
    private long bytes;
    private @Nullable String sha256;

    @JsonColumn private UploadRequest request;

    private @Nullable String partsId;
    private @Nullable Long partBytes;
    private Instant expiresAt;
    private @Nullable UUID assetId;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields in
    protected DirectUploadEntity() {}

    DirectUploadEntity(UUID id, String tenant, Announcement announced, Instant expiresAt) {
        this.id = id;
        this.tenant = tenant;
        this.fileName = announced.fileName();
        this.contentType = announced.contentType();
        this.bytes = announced.bytes();
        this.sha256 = announced.sha256();
        this.request = announced.request();
        this.expiresAt = expiresAt;
    }

    /** The bytes come in parts of this size, under this name. */
    void inParts(String storesId, long size) {
        partsId = storesId;
        partBytes = size;
    }

    UUID id() {
        return id;
    }

    String tenant() {
        return tenant;
    }

    @Nullable String fileName() {
        return fileName;
    }

    String contentType() {
        return contentType;
    }

    long bytes() {
        return bytes;
    }

    @Nullable String sha256() {
        return sha256;
    }

    UploadRequest request() {
        return request;
    }

    @Nullable String partsId() {
        return partsId;
    }

    /** The parts that are expected; none where the file comes whole. */
    Parts parts() {
        return partBytes == null ? Parts.NONE : new Parts(bytes, partBytes);
    }

    Instant expiresAt() {
        return expiresAt;
    }

    /** What it became; absent until it is completed. */
    @Nullable UUID assetId() {
        return assetId;
    }
}
