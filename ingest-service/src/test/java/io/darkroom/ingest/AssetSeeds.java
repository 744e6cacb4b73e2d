package io.darkroom.ingest;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Caption;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Original;
import io.darkroom.contracts.Source;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.StageResult;
import io.darkroom.contracts.StoredVariant;
import io.darkroom.contracts.Tag;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.ingest.asset.AssetEntity;
import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.asset.AssetState;
import io.darkroom.ingest.asset.AssetState.Enriching;
import io.darkroom.ingest.asset.AssetState.InReview;
import io.darkroom.ingest.asset.AssetState.Open;
import io.darkroom.ingest.asset.AssetState.Published;
import io.darkroom.ingest.asset.Edits;
import io.darkroom.ingest.asset.StageEntity;
import io.darkroom.ingest.asset.Uuid7;
import io.darkroom.ingest.asset.Warnings;
import io.darkroom.ingest.support.Drawn;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.S3Config;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Puts assets into the database as the join would leave them. */
@ApplicationScoped
public class AssetSeeds {
    /** What every seeded original holds. */
    public static final byte[] BYTES = Drawn.jpeg(1200, 800);

    private static final byte[] CROP = Drawn.jpeg(800, 800);

    public static final String VARIANT = "crop-1x1";
    public static final String WITHHELD = "crop-16x9";

    /** Not withheld by anybody, but for reviewers by what it is. */
    public static final String DEBUG = "crop-debug";

    private final Mutiny.SessionFactory sessions;
    private final AssetRepository assets;
    private final ObjectStore store;
    private final S3Config s3;

    AssetSeeds(
            Mutiny.SessionFactory sessions,
            AssetRepository assets,
            ObjectStore store,
            S3Config s3) {
        this.sessions = sessions;
        this.assets = assets;
        this.store = store;
        this.s3 = s3;
    }

    /** An asset whose stages caption, auto-tag and smart-crop have yet to begin. */
    public UUID enriching(String tenant) {
        return add(tenant, null, _ -> {});
    }

    /**
     * An asset in this state, with one crop that goes out, one that is withheld, and a picture for
     * reviewers.
     */
    public UUID in(Asset.State state, String tenant) {
        return add(
                tenant,
                null,
                rows -> {
                    crop(rows);
                    walkTo(state, rows.asset());
                });
    }

    /** A published asset with this external id and these tags. */
    public UUID published(String tenant, String externalId, String... tags) {
        return add(
                tenant,
                externalId,
                rows -> {
                    end(rows, Stage.AUTO_TAG, new StageResult.Tagged(tags(tags)), List.of());
                    walkTo(Asset.State.PUBLISHED, rows.asset());
                });
    }

    /** A published asset with these texts, with one crop that goes out and one that is withheld. */
    public UUID published(String tenant, List<Caption> captions, String... tags) {
        return add(
                tenant,
                null,
                rows -> {
                    end(rows, Stage.CAPTION, new StageResult.Captioned(captions), List.of());
                    end(rows, Stage.AUTO_TAG, new StageResult.Tagged(tags(tags)), List.of());
                    crop(rows);
                    walkTo(Asset.State.PUBLISHED, rows.asset());
                });
    }

    /** The asset is taken back, as a person would do it, or changed in another way. */
    public void edit(UUID id, Consumer<AssetRows> edit) {
        change(id, edit);
    }

    /** A stage of the asset succeeds, as the join would write it. */
    public void succeed(UUID id, Stage stage) {
        change(
                id,
                rows -> {
                    var result =
                            switch (stage) {
                                case CAPTION -> new StageResult.Captioned(List.of());
                                case AUTO_TAG -> new StageResult.Tagged(List.of());
                                case SMART_CROP -> new StageResult.Cropped(null, List.of(), null);
                                case OUTPAINT -> throw new IllegalArgumentException("not seeded");
                            };
                    end(rows, stage, result, List.of());
                    var open = (Open) rows.asset().state();
                    rows.asset().enter(open.changed(), Instant.now());
                });
    }

    /** The asset is published. */
    public void publish(UUID id) {
        change(id, rows -> walkTo(Asset.State.PUBLISHED, rows.asset()));
    }

    private UUID add(String tenant, @Nullable String externalId, Consumer<AssetRows> history) {
        var now = Instant.now();
        var id = Uuid7.at(now);
        var object = new ObjectRef(s3.originalsBucket(), "originals/" + tenant + "/" + id);
        put(object, BYTES);
        var asset =
                new AssetEntity(
                        id,
                        tenant,
                        "seed.jpg",
                        object,
                        new Original("image/jpeg", BYTES.length, 1200, 800, "ab".repeat(32), null),
                        request(externalId),
                        Warnings.NONE,
                        now);
        var due = now.plus(Duration.ofHours(1));
        var stages =
                Stream.of(Stage.CAPTION, Stage.AUTO_TAG, Stage.SMART_CROP)
                        .map(stage -> new StageEntity(id, stage, due))
                        .toList();
        var rows = new AssetRows(asset, stages);
        history.accept(rows);
        inTransaction(session -> assets.add(session, rows));
        return id;
    }

    private void change(UUID id, Consumer<AssetRows> change) {
        inTransaction(session ->
                assets.lock(session, id)
                        .map(Optional::orElseThrow)
                        .invoke(change)
                        .invoke(assets::changed)
                        .replaceWithVoid());
    }

    private void inTransaction(Function<Mutiny.Session, Uni<Void>> work) {
        try {
            VertxContextSupport.subscribeAndAwait(() -> sessions.withTransaction(work));
        } catch (Throwable e) {
            throw new IllegalStateException("The rows could not be written", e);
        }
    }

    private void crop(AssetRows rows) {
        var files =
                Stream.of(VARIANT, WITHHELD, DEBUG)
                        .map(name -> file(rows.asset().id(), name))
                        .toList();
        end(rows, Stage.SMART_CROP, new StageResult.Cropped(null, List.of(), null), files);
        rows.asset().edit(Edits.NONE.withWithheld(Set.of(WITHHELD)));
    }

    private StoredVariant file(UUID id, String name) {
        var object =
                new ObjectRef(s3.variantsBucket(), "variants/" + id + "/smart-crop/00/" + name);
        put(object, CROP);
        return new StoredVariant(
                name, object, "image/jpeg", 800, 800, CROP.length, false, name.equals(DEBUG));
    }

    private void put(ObjectRef object, byte[] bytes) {
        store.ensureBucket(object.bucket());
        store.put(object, bytes, "image/jpeg");
    }

    private static void end(
            AssetRows rows, Stage stage, StageResult result, List<StoredVariant> files) {
        var outcome = new StageOutcome.Succeeded(result, files, "built-in", null, null, List.of());
        rows.stage(stage).orElseThrow().end(outcome, 1, 1, 120, Instant.now());
    }

    private static void walkTo(Asset.State target, AssetEntity asset) {
        var start = (Enriching) asset.state();
        var now = Instant.now();
        switch (target) {
            case ENRICHING -> {}
            case IN_REVIEW -> asset.enter(start.askPerson(), now);
            case PUBLISHED -> asset.enter(start.publish(), now);
            case FAILED -> asset.enter(start.fail(), now);
            case REJECTED -> {
                asset.enter(start.askPerson(), now);
                asset.enter(((InReview) asset.state()).reject(), now);
            }
            case WITHDRAWN, ERASED -> {
                asset.enter(start.publish(), now);
                var published = (Published) asset.state();
                AssetState next =
                        target == Asset.State.ERASED ? published.erase() : published.withdraw();
                asset.enter(next, now);
            }
        }
    }

    private static List<Tag> tags(String... labels) {
        return Stream.of(labels)
                .map(label -> new Tag(label, "en", 0.9, Source.builtIn(Instant.EPOCH)))
                .toList();
    }

    private static UploadRequest request(@Nullable String externalId) {
        var none = UploadRequest.EMPTY;
        return new UploadRequest(
                externalId,
                null,
                null,
                List.of(Stage.CAPTION, Stage.AUTO_TAG, Stage.SMART_CROP),
                none.caption(),
                none.tags(),
                none.crops(),
                none.focalPoint(),
                none.renditions(),
                none.outpaint(),
                UploadRequest.Moderation.AUTO,
                none.dedupe(),
                none.onStageFailure(),
                none.metadata());
    }
}
