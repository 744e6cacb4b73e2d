package io.darkroom.ingest.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.Source;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.asset.Edits;
import io.darkroom.ingest.asset.TagChoices;
import io.darkroom.ingest.upload.Fields;
import io.darkroom.ingest.upload.RequestErrors;
import io.darkroom.ingest.upload.StorableText;
import io.darkroom.service.problem.ProblemType;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Merge Patch (RFC 7396) of what people may write: {@code captions}, {@code tags}, {@code
 * focalPoint} and {@code metadata}. A null takes back what people wrote before, so that the stage's
 * own value shows again; of {@code metadata} it removes.
 *
 * <p>{@code captions} are applied by language: those that the list does not name stay. {@code tags}
 * is the list that a person wants to see: what it holds is accepted, what it leaves out rejected,
 * and both survive later runs. What is sent back as it was read is nobody's edit.
 */
final class AssetPatch {
    private static final Set<String> FIELDS = Set.of("captions", "tags", "focalPoint", "metadata");

    private final JsonNode json;
    private final PatchReader reader;
    private final RequestErrors errors = new RequestErrors();
    private final int mostMetadataBytes;

    private AssetPatch(JsonNode json, Source by, int mostMetadataBytes) {
        this.json = json;
        this.reader = new PatchReader(errors, by);
        this.mostMetadataBytes = mostMetadataBytes;
    }

    /**
     * What the patch makes of an asset's row.
     *
     * @param edits what people wrote, all of it
     * @param metadata of the request; absent where there is none
     */
    record Patched(Edits edits, @Nullable JsonNode metadata) {}

    /**
     * Applies a patch.
     *
     * @param by whoever sent it
     * @throws io.darkroom.service.problem.ProblemException 422 with everything that is wrong
     */
    static Patched apply(JsonNode json, AssetRows rows, Source by, int mostMetadataBytes) {
        return new AssetPatch(json, by, mostMetadataBytes).apply(rows);
    }

    private Patched apply(AssetRows rows) {
        StorableText.check(json, "", errors);
        if (!json.isObject()) {
            errors.add(ProblemType.FIELD_INVALID, "", "The patch must be a JSON object");
        }
        errors.throwIfAny();
        var fields = new Fields(json, "", errors);
        FIELDS.forEach(fields::node);
        fields.refuseOthers();
        Asset record = rows.record();
        Edits edits =
                focalPoint(tags(captions(rows.asset().edits(), record), rows, record), record);
        JsonNode metadata = metadata(rows);
        errors.throwIfAny();
        return new Patched(edits, metadata);
    }

    private Edits captions(Edits edits, Asset record) {
        JsonNode list = json.path("captions");
        if (list.isNull()) {
            return edits.withoutCaptions();
        }
        return list.isMissingNode()
                ? edits
                : edits.withCaptions(reader.captions(list, record.captions()));
    }

    private Edits tags(Edits edits, AssetRows rows, Asset record) {
        JsonNode list = json.path("tags");
        if (list.isNull()) {
            return edits.withChoices(null);
        }
        if (list.isMissingNode()) {
            return edits;
        }
        var wanted = reader.tags(list, record.tags());
        if (wanted.equals(record.tags())) {
            return edits;
        }
        var present = Stream.concat(rows.foundTags().stream(), record.tags().stream());
        return edits.withChoices(TagChoices.of(wanted, present).and(edits.choices()));
    }

    private Edits focalPoint(Edits edits, Asset record) {
        JsonNode point = json.path("focalPoint");
        if (point.isNull()) {
            return edits.withFocalPoint(null);
        }
        if (point.isMissingNode()) {
            return edits;
        }
        var given = reader.focalPoint(point, record.focalPoint());
        return given == null || given.equals(record.focalPoint())
                ? edits
                : edits.withFocalPoint(given);
    }

    private @Nullable JsonNode metadata(AssetRows rows) {
        var present = rows.asset().request().metadata();
        JsonNode patch = json.path("metadata");
        if (patch.isNull()) {
            return null;
        }
        ObjectNode merged = Json.mapper().createObjectNode();
        if (present != null) {
            merged.setAll(present);
        }
        if (patch.isObject()) {
            MergePatch.apply(merged, patch);
            int size = Json.size(merged);
            if (size > mostMetadataBytes) {
                errors.add(
                        ProblemType.METADATA_TOO_LARGE,
                        "/metadata",
                        "has %d bytes as JSON; at most %d are taken"
                                .formatted(size, mostMetadataBytes));
            }
        } else if (!patch.isMissingNode()) {
            errors.add(ProblemType.FIELD_INVALID, "/metadata", "must be an object");
        }
        return present == null && merged.isEmpty() ? null : merged;
    }
}
