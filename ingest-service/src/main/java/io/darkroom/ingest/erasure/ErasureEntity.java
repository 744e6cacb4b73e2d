package io.darkroom.ingest.erasure;

import io.darkroom.contracts.KeptAnswers;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.ingest.asset.AssetEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** That an asset was erased. Names it only as long as something may be left of it. */
@Entity
@Table(name = "erasure")
@SuppressWarnings("UnusedVariable") // some columns are there for auditors only
class ErasureEntity {
    @Id private String assetHash;
    private String tenant;
    private Instant erasedAt;
    private String erasedBy;
    private @Nullable UUID assetId;
    private @Nullable String bucket;
    private @Nullable String objectKey;
    private @Nullable String sha256;
    private @Nullable Instant cleanAfter;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields in
    protected ErasureEntity() {}

    ErasureEntity(AssetEntity asset, String by, Instant now, Instant cleanAfter) {
        this.assetHash = hash(asset.id());
        this.tenant = asset.tenant();
        this.erasedAt = now;
        this.erasedBy = by;
        this.assetId = asset.id();
        this.bucket = asset.object().bucket();
        this.objectKey = asset.object().key();
        this.sha256 = asset.original().sha256();
        this.cleanAfter = cleanAfter;
    }

    /** What an erased asset is recognised by. */
    static String hash(UUID asset) {
        try {
            byte[] id = asset.toString().getBytes(StandardCharsets.US_ASCII);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(id));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    boolean isOf(String ofTenant) {
        return tenant.equals(ofTenant);
    }

    /** What is to be looked for, while anything is. */
    Optional<Remains> remains() {
        return assetId == null
                ? Optional.empty()
                : Optional.of(
                        new Remains(
                                assetId,
                                bucket == null || objectKey == null
                                        ? null
                                        : new ObjectRef(bucket, objectKey),
                                sha256 == null ? null : KeptAnswers.prefix(tenant, sha256)));
    }

    /** Somebody left something behind after the last look. */
    void reopen(UUID asset, Instant now) {
        assetId = asset;
        cleanAfter = now;
    }

    /**
     * Nothing is left that was there at this time. Once no stage can be at work on it any more,
     * what names the asset goes too. Unless something was heard of it meanwhile.
     *
     * @param settled when that is
     */
    void looked(Instant at, Instant settled) {
        if (isReopened(at)) {
            return;
        }
        if (at.isBefore(settled)) {
            cleanAfter = settled;
            return;
        }
        assetId = null;
        bucket = null;
        objectKey = null;
        sha256 = null;
        cleanAfter = null;
    }

    /** What was left at this time could not be removed; unless something was heard of it since. */
    void putOff(Instant at, Instant until) {
        if (!isReopened(at)) {
            cleanAfter = until;
        }
    }

    private boolean isReopened(Instant since) {
        return cleanAfter != null && cleanAfter.isAfter(since);
    }

    Instant erasedAt() {
        return erasedAt;
    }

    /**
     * What may be left of an erased asset in storage.
     *
     * @param original absent where that is known to be gone
     * @param answers what the keys of models' answers about it begin with, in the bucket for
     *     variants; absent where they are known to be gone
     */
    record Remains(UUID asset, @Nullable ObjectRef original, @Nullable String answers) {}
}
