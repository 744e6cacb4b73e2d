package io.darkroom.ingest.delivery;

import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Original;
import io.darkroom.contracts.StoredVariant;
import io.darkroom.ingest.asset.AssetRows;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file of an asset that has a name in links.
 *
 * @param width pixels
 * @param height pixels
 * @param generated whether some of its pixels were invented
 * @param withheld whether it is for reviewers only, by a reviewer's word or by what it is
 */
public record DeliverableFile(
        String name,
        ObjectRef object,
        String contentType,
        int width,
        int height,
        boolean generated,
        boolean withheld) {
    /** The name under which the original itself is asked for. */
    public static final String ORIGINAL = "original";

    /** The file of this name, if the asset has one. */
    public static Optional<DeliverableFile> of(AssetRows rows, String name) {
        return all(rows).filter(file -> file.name().equals(name)).findFirst();
    }

    /** The original and every variant. */
    static Stream<DeliverableFile> all(AssetRows rows) {
        return Stream.concat(Stream.of(original(rows)), variants(rows));
    }

    /** What stages made. */
    public static Stream<DeliverableFile> variants(AssetRows rows) {
        return rows.stages().stream()
                .flatMap(row -> row.result().stream())
                .flatMap(result -> result.variants().stream())
                .map(variant -> variant(rows, variant));
    }

    /** Whether this is the uploader's own file, which goes out byte for byte as it came. */
    boolean isOriginal() {
        return name.equals(ORIGINAL);
    }

    private static DeliverableFile original(AssetRows rows) {
        Original original = rows.asset().original();
        return new DeliverableFile(
                ORIGINAL,
                rows.asset().object(),
                original.contentType(),
                original.width(),
                original.height(),
                false,
                rows.asset().edits().withheld().contains(ORIGINAL));
    }

    private static DeliverableFile variant(AssetRows rows, StoredVariant variant) {
        return new DeliverableFile(
                variant.name(),
                variant.object(),
                variant.contentType(),
                variant.width(),
                variant.height(),
                variant.generated(),
                variant.reviewersOnly()
                        || rows.asset().edits().withheld().contains(variant.name()));
    }
}
