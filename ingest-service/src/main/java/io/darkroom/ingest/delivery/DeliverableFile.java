package io.darkroom.ingest.delivery;

import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.StageOutcome.Succeeded;
import io.darkroom.contracts.StoredVariant;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.asset.StageEntity;
import java.util.Optional;

/**
 * A file of an asset that has a name in links.
 *
 * @param withheld whether a reviewer kept it back
 */
record DeliverableFile(String name, ObjectRef object, boolean withheld) {
    /** The name under which the original itself is asked for. */
    static final String ORIGINAL = "original";

    /** The file of this name, if the asset has one. */
    static Optional<DeliverableFile> of(AssetRows rows, String name) {
        var object =
                name.equals(ORIGINAL)
                        ? Optional.of(rows.asset().object())
                        : rows.stages().stream()
                                .map(StageEntity::outcome)
                                .filter(Succeeded.class::isInstance)
                                .flatMap(outcome -> ((Succeeded) outcome).variants().stream())
                                .filter(variant -> variant.name().equals(name))
                                .map(StoredVariant::object)
                                .findFirst();
        boolean withheld = rows.asset().edits().withheld().contains(name);
        return object.map(found -> new DeliverableFile(name, found, withheld));
    }
}
