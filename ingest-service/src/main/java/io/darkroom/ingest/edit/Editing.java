package io.darkroom.ingest.edit;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.Source;
import io.darkroom.contracts.Stage;
import io.darkroom.ingest.asset.AssetEntity;
import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.asset.AssetState;
import io.darkroom.ingest.asset.Edits;
import io.darkroom.ingest.asset.Lane;
import io.darkroom.ingest.join.Settlement;
import io.darkroom.ingest.query.AssetReader;
import io.darkroom.ingest.rerun.Reruns;
import io.darkroom.ingest.upload.UploadConfig;
import io.darkroom.service.http.Preconditions;
import io.darkroom.service.problem.ProblemType;
import io.darkroom.service.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Writes what people say into records, one transaction for each edit. */
@ApplicationScoped
class Editing {
    /** What people wrote is part of every later record of the asset, which travels in events. */
    private static final int MOST_BYTES = 256 * 1024;

    private final Transactions transactions;
    private final AssetRepository assets;
    private final Reruns reruns;
    private final Settlement settlement;
    private final int mostMetadataBytes;

    Editing(
            Transactions transactions,
            AssetRepository assets,
            Reruns reruns,
            Settlement settlement,
            UploadConfig config) {
        this.transactions = transactions;
        this.assets = assets;
        this.reruns = reruns;
        this.settlement = settlement;
        this.mostMetadataBytes = Math.toIntExact(config.maxMetadataBytes().asLongValue());
    }

    /** Whoever edits. */
    record Editor(String tenant, String name) {}

    /**
     * Applies a patch; one that changes nothing raises no revision.
     *
     * @throws io.darkroom.service.problem.ProblemException (as failure) {@code asset-not-found},
     *     {@code revision-stale}, {@code asset-not-editable}, or what is wrong with the patch
     */
    Uni<AssetRows> edit(UUID id, Editor editor, JsonNode patch, Preconditions preconditions) {
        return transactions.begin(session ->
                assets.lock(session, id)
                        .map(found -> AssetReader.owned(found, id, editor.tenant()))
                        .invoke(rows -> preconditions.check(Optional.of(rows.asset().revision())))
                        .call(rows -> edit(session, rows, editor, patch)));
    }

    private Uni<Void> edit(Mutiny.Session session, AssetRows rows, Editor editor, JsonNode patch) {
        if (!(rows.asset().state() instanceof AssetState.Open)) {
            throw ProblemType.ASSET_NOT_EDITABLE.exception(
                    "The asset is " + rows.asset().state().name() + " and is not edited");
        }
        Instant now = Instant.now();
        var by = Source.person(editor.name(), now.truncatedTo(ChronoUnit.MICROS));
        AssetEntity asset = rows.asset();
        Edits before = asset.edits();
        if (!write(asset, AssetPatch.apply(patch, rows, by, mostMetadataBytes))) {
            return Uni.createFrom().voidItem();
        }
        boolean moved = !Objects.equals(before.focalPoint(), asset.edits().focalPoint());
        return (moved ? cropAgain(session, rows, now) : Uni.createFrom().voidItem())
                .chain(() -> settlement.amend(session, rows, now));
    }

    /** Somebody looks at it, so at once. */
    private Uni<Void> cropAgain(Mutiny.Session session, AssetRows rows, Instant now) {
        return rows.stage(Stage.SMART_CROP).isEmpty()
                ? Uni.createFrom().voidItem()
                : reruns.begin(session, rows, Stage.SMART_CROP, Lane.LIVE, now);
    }

    /** Whether that changed anything. */
    private static boolean write(AssetEntity asset, AssetPatch.Patched patched) {
        Map<String, JsonNode> metadata = metadata(patched.metadata());
        if (patched.edits().equals(asset.edits())
                && Objects.equals(metadata, asset.request().metadata())) {
            return false;
        }
        requireSize(asset.edits(), patched.edits());
        asset.edit(patched.edits());
        asset.describe(metadata);
        return true;
    }

    /** Captions are added language by language, so that no single patch is the one too many. */
    private static void requireSize(Edits before, Edits edits) {
        int bytes = Json.size(edits);
        if (bytes > MOST_BYTES && bytes > Json.size(before)) {
            throw ProblemType.FIELD_INVALID.exception(
                    "What people wrote about the picture would have %d bytes as JSON; at most %d are"
                                    .formatted(bytes, MOST_BYTES)
                            + " taken. Send fewer or shorter captions and tags, or null to take"
                            + " back those that were written.");
        }
    }

    private static @Nullable Map<String, JsonNode> metadata(@Nullable JsonNode json) {
        return json == null
                ? null
                : Json.mapper().convertValue(json, new TypeReference<Map<String, JsonNode>>() {});
    }
}
