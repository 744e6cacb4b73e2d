package io.darkroom.ingest.asset;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Caption;
import io.darkroom.contracts.Crop;
import io.darkroom.contracts.FocalPoint;
import io.darkroom.contracts.Outpaint;
import io.darkroom.contracts.StageOutcome.Succeeded;
import io.darkroom.contracts.StageResult;
import io.darkroom.contracts.StageStatus.Status;
import io.darkroom.contracts.Tag;
import io.darkroom.contracts.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows in, record out: what stages reported, with people's edits on top. */
final class AssetAssembler {
    private AssetAssembler() {}

    static Asset assemble(AssetRows rows) {
        AssetEntity asset = rows.asset();
        Edits edits = asset.edits();
        var cropped = result(rows, StageResult.Cropped.class);
        return new Asset(
                asset.id(),
                asset.tenant(),
                asset.externalId(),
                asset.revision(),
                asset.state().name(),
                complete(rows),
                asset.createdAt(),
                asset.updatedAt(),
                asset.fileName(),
                asset.provenance(),
                asset.original(),
                asset.request(),
                captions(rows, edits),
                tags(rows, edits),
                focalPoint(cropped, edits),
                cropped.map(StageResult.Cropped::crops).orElse(List.<Crop>of()),
                outpaint(rows),
                variants(rows, edits),
                rows.stages().stream().map(StageEntity::view).toList(),
                asset.review() == null ? null : asset.review().view(),
                warnings(rows));
    }

    private static boolean complete(AssetRows rows) {
        return rows.stages().stream()
                .map(StageEntity::status)
                .noneMatch(status -> status == Status.FAILED || status == Status.TIMED_OUT);
    }

    private static List<Caption> captions(AssetRows rows, Edits edits) {
        var written =
                result(rows, StageResult.Captioned.class)
                        .map(StageResult.Captioned::captions)
                        .orElse(List.of());
        var captions = Edits.over(written, edits.captions());
        ReviewRecord review = rows.asset().review();
        return review == null ? captions : captions.stream().map(review::judged).toList();
    }

    private static List<Tag> tags(AssetRows rows, Edits edits) {
        return edits.over(foundTags(rows));
    }

    /** What the stage found, whatever people made of it. */
    static List<Tag> foundTags(AssetRows rows) {
        return result(rows, StageResult.Tagged.class)
                .map(StageResult.Tagged::tags)
                .orElse(List.of());
    }

    private static @Nullable FocalPoint focalPoint(
            Optional<StageResult.Cropped> cropped, Edits edits) {
        FocalPoint persons = edits.focalPoint();
        return persons != null
                ? persons
                : cropped.map(StageResult.Cropped::focalPoint).orElse(null);
    }

    private static @Nullable Outpaint outpaint(AssetRows rows) {
        return result(rows, StageResult.Extended.class)
                .map(StageResult.Extended::outpaint)
                .orElse(null);
    }

    private static List<Variant> variants(AssetRows rows, Edits edits) {
        var variants = new ArrayList<Variant>();
        for (StageEntity row : rows.stages()) {
            row.result().stream()
                    .flatMap(done -> done.variants().stream())
                    .map(stored ->
                            Variant.of(
                                    row.stage(), stored, edits.withheld().contains(stored.name())))
                    .forEach(variants::add);
        }
        return variants;
    }

    private static List<Asset.Warning> warnings(AssetRows rows) {
        var stages =
                succeeded(rows)
                        .flatMap(done -> done.warnings().stream())
                        .map(found -> new Asset.Warning(found.code(), found.detail(), null));
        return Stream.concat(rows.asset().warnings().items().stream(), stages).toList();
    }

    private static <R extends StageResult> Optional<R> result(AssetRows rows, Class<R> kind) {
        return succeeded(rows)
                .map(Succeeded::result)
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst();
    }

    private static Stream<Succeeded> succeeded(AssetRows rows) {
        return rows.stages().stream().map(StageEntity::result).flatMap(Optional::stream);
    }
}
