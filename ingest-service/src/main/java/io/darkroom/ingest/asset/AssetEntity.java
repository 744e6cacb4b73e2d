package io.darkroom.ingest.asset;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.contracts.Asset;
import io.darkroom.contracts.AssetProvenance;
import io.darkroom.contracts.FocalPoint;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Original;
import io.darkroom.contracts.UploadRequest;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An asset's row: what the upload brought, where the asset stands, and what people changed. */
@Entity
@Table(name = "asset")
@SuppressWarnings("UnusedVariable") // some columns are there for queries only
public class AssetEntity {
    private static final String WITHDRAWN = "withdrawn";

    @Id private UUID id;

    @Column(updatable = false)
    private String tenant;

    @Column(updatable = false)
    private @Nullable String externalId;

    @Column(updatable = false)
    private boolean externalIdUnique;

    @Enumerated(EnumType.STRING)
    private Asset.State state;

    private long revision;

    @Column(updatable = false)
    private Instant createdAt;

    private Instant updatedAt;

    @Column(updatable = false)
    private @Nullable String fileName;

    @Column(updatable = false)
    private String bucket;

    @Column(updatable = false)
    private String objectKey;

    @Column(updatable = false)
    private String contentType;

    @Column(updatable = false)
    private long bytes;

    @Column(updatable = false)
    private int width;

    @Column(updatable = false)
    private int height;

    @Column(updatable = false)
    private String sha256;

    private @Nullable String perceptualHash;
    private boolean hashDue;

    @JsonColumn private UploadRequest request;

    @JsonColumn private Edits edits;

    @JsonColumn private @Nullable ReviewRecord review;

    @JsonColumn private Warnings warnings;

    @JsonColumn private @Nullable Withdrawal withdrawal;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private AssetProvenance.Via via;

    @Column(updatable = false)
    private @Nullable String reference;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private Lane lane;

    private String[] labels;
    private String words;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields in
    protected AssetEntity() {}

    /** A new asset, whose stages are about to begin. */
    public AssetEntity(
            UUID id,
            String tenant,
            @Nullable String fileName,
            ObjectRef object,
            Original original,
            UploadRequest request,
            Warnings warnings,
            Instant now) {
        this(id, tenant, fileName, object, original, request, warnings, Lane.LIVE, now);
    }

    /** A new asset whose work goes out this way. */
    public AssetEntity(
            UUID id,
            String tenant,
            @Nullable String fileName,
            ObjectRef object,
            Original original,
            UploadRequest request,
            Warnings warnings,
            Lane lane,
            Instant now) {
        this.id = id;
        this.tenant = tenant;
        this.externalId = request.externalId();
        this.externalIdUnique = Boolean.TRUE.equals(request.externalIdUnique());
        this.state = Asset.State.ENRICHING;
        this.revision = 1;
        this.createdAt = DatabaseTime.of(now);
        this.updatedAt = createdAt;
        this.fileName = fileName;
        this.bucket = object.bucket();
        this.objectKey = object.key();
        this.contentType = original.contentType();
        this.bytes = original.bytes();
        this.width = original.width();
        this.height = original.height();
        this.sha256 = original.sha256();
        this.perceptualHash = original.perceptualHash();
        this.request = request;
        this.edits = Edits.NONE;
        this.warnings = warnings;
        this.via = AssetProvenance.Via.HTTP;
        this.lane = lane;
        this.labels = new String[0];
        this.words = "";
    }

    /** The perceptual hash comes later; until then nobody decides about the asset. */
    public void hashLater() {
        hashDue = true;
    }

    /** Whether the perceptual hash has yet to come. */
    public boolean hashDue() {
        return hashDue;
    }

    /** The perceptual hash, absent where the picture has none. */
    public void hashed(@Nullable String hash) {
        perceptualHash = hash;
        hashDue = false;
    }

    /** Where the asset stands, with the transitions that lead on from there. */
    public AssetState state() {
        return AssetState.of(state, revision);
    }

    /**
     * Takes over a state that a transition gave.
     *
     * @throws IllegalStateException if it does not follow the one that is here, which means that
     *     somebody decided on a row that was changed since
     */
    public void enter(AssetState next, Instant at) {
        if (next.revision() != revision + 1) {
            throw new IllegalStateException(
                    "Asset "
                            + id
                            + " is at revision "
                            + revision
                            + " and cannot go on to "
                            + next.revision());
        }
        if (next instanceof AssetState.Published) {
            withdrawal = null;
            warnings = warnings.without(WITHDRAWN);
        }
        state = next.name();
        revision = next.revision();
        updatedAt = DatabaseTime.of(at);
    }

    /** The original came by another way than a form. Before the asset is written down. */
    public void cameBy(AssetProvenance provenance) {
        via = provenance.via();
        reference = provenance.reference();
    }

    /**
     * Keeps what lists search by in step with the record.
     *
     * @return whether it was other before
     */
    boolean index(List<String> newLabels, String newWords) {
        boolean other = !words.equals(newWords) || !List.of(labels).equals(newLabels);
        labels = newLabels.toArray(String[]::new);
        words = newWords;
        return other;
    }

    /** What {@link JoinedAssets} writes of it. */
    JoinedAssets.AssetColumns joined() {
        return new JoinedAssets.AssetColumns(
                id,
                state.name(),
                revision,
                updatedAt,
                perceptualHash,
                hashDue,
                review,
                warnings,
                withdrawal,
                List.of(labels),
                words);
    }

    /** Other product facts, for the record and for later runs. */
    public void describe(@Nullable Map<String, JsonNode> metadata) {
        request = request.withMetadata(metadata);
    }

    /** What is warned of names this other asset no more: it was erased. */
    public void forget(UUID other) {
        warnings = warnings.without(other);
    }

    public void edit(Edits changed) {
        edits = changed;
    }

    public void review(ReviewRecord changed) {
        review = changed;
    }

    /** Remembers who took the asset back and why; the record warns of it. */
    public void withdraw(Withdrawal taken) {
        withdrawal = taken;
        warnings = warnings.and(new Asset.Warning(WITHDRAWN, taken.reason(), null));
    }

    /** Absent where nobody took the asset back. */
    public @Nullable Withdrawal withdrawal() {
        return withdrawal;
    }

    public UUID id() {
        return id;
    }

    public String tenant() {
        return tenant;
    }

    public @Nullable String externalId() {
        return externalId;
    }

    public long revision() {
        return revision;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    public @Nullable String fileName() {
        return fileName;
    }

    /** By which way in the original came. */
    public AssetProvenance provenance() {
        return new AssetProvenance(via, reference);
    }

    /** Where the original lies. */
    public ObjectRef object() {
        return new ObjectRef(bucket, objectKey);
    }

    public Original original() {
        return new Original(contentType, bytes, width, height, sha256, perceptualHash);
    }

    public UploadRequest request() {
        return request;
    }

    /** The effective request as stages are to see it: a person's focal point is in it. */
    public UploadRequest requestOfStages() {
        FocalPoint persons = edits.focalPoint();
        return persons == null ? request : request.withFocalPoint(persons.point());
    }

    /** Which way the asset's work goes out. */
    public Lane lane() {
        return lane;
    }

    public Edits edits() {
        return edits;
    }

    public @Nullable ReviewRecord review() {
        return review;
    }

    public Warnings warnings() {
        return warnings;
    }
}
