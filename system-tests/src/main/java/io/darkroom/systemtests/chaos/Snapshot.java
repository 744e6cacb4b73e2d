package io.darkroom.systemtests.chaos;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Stage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What lies in the stores when all is calm.
 *
 * @param assets every asset of the database
 * @param published what the enriched topic holds, in order for each asset
 * @param outbox rows that were not sent
 * @param originals keys of the bucket of originals
 * @param variantOwners the assets whose variants lie in the bucket of variants
 * @param deadLetters keys of dead letters, by topic
 */
record Snapshot(
        List<Row> assets,
        List<Published> published,
        long outbox,
        Set<String> originals,
        Set<UUID> variantOwners,
        Map<String, Set<String>> deadLetters) {

    /**
     * An asset.
     *
     * @param original the key of its original
     * @param stages the status of each planned stage
     */
    record Row(
            UUID id,
            @Nullable String externalId,
            Asset.State state,
            long revision,
            String original,
            Map<Stage, String> stages) {}

    /**
     * A record of the enriched topic.
     *
     * @param content the record without what changes with every revision; nothing for a tombstone
     */
    record Published(UUID asset, String eventId, long revision, @Nullable String content) {}
}
