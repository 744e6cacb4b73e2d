package io.darkroom.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Stage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Where a run keeps what it made: the same place for the same bytes and parameters, whoever runs it
 * and however often. Only a run that was asked for again on purpose has a place of its own.
 *
 * @param prefix {@code variants/<asset>/<stage>/<hash>/}
 */
record RunKey(String bucket, String prefix) {
    private static final ObjectWriter CANONICAL =
            Json.mapper().writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    static RunKey of(String bucket, Stage stage, AssetUploaded asset, @Nullable Object parameters) {
        String hash = hash(asset.description().sha256(), run(stage, asset) + canonical(parameters));
        return new RunKey(bucket, "variants/" + asset.assetId() + "/" + stage + "/" + hash + "/");
    }

    /** Work that is asked for again on purpose is done again; its own repeats are not. */
    private static String run(Stage stage, AssetUploaded asset) {
        Integer began = asset.runs().get(stage);
        return began == null ? "" : "run " + began + "\n";
    }

    ObjectRef object(String name) {
        return new ObjectRef(bucket, prefix + name);
    }

    /** The same text for equal parameters: names in order, no white space. */
    private static String canonical(@Nullable Object parameters) {
        try {
            // By way of maps, so that a record's fields are ordered like a map's entries.
            return CANONICAL.writeValueAsString(
                    Json.mapper().convertValue(parameters, Object.class));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Parameters cannot be written as JSON", e);
        }
    }

    private static String hash(String sha256, String parameters) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(sha256.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
            return HexFormat.of()
                    .formatHex(digest.digest(parameters.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
