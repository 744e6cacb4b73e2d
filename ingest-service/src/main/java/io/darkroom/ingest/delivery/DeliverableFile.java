package io.darkroom.ingest.delivery;

import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.StageOutcome.Succeeded;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.asset.StageEntity;
import java.util.Optional;

/**
 * A file of an asset that has a name in links.
 *
 * @param withheld whether it is for reviewers only, by a reviewer's word or by what it is
 */
record DeliverableFile(String name, ObjectRef object, boolean withheld) {
    /** The name under which the original itself is asked for. */
    static final String ORIGINAL = "original";

    /** The file of this name, if the asset has one. */
    static Optional<DeliverableFile> of(AssetRows rows, String name) {
        boolean kept = rows.asset().edits().withheld().contains(name);
        if (name.equals(ORIGINAL)) {
            return Optional.of(new DeliverableFile(name, rows.asset().object(), kept));
        }
        return rows.stages().stream()
                .map(StageEntity::outcome)
                .filter(Succeeded.class::isInstance)
                .flatMap(outcome -> ((Succeeded) outcome).variants().stream())
                .filter(variant -> variant.name().equals(name))
                .map(variant ->
                        new DeliverableFile(
                                name, variant.object(), kept || variant.reviewersOnly()))
                .findFirst();
    }
}
