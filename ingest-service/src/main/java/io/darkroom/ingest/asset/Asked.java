package io.darkroom.ingest.asset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.UploadRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a stage is asked for: the part of a request that it looks at. Which engine answers is not
 * part of it; that shows in the answer.
 */
public final class Asked {
    private static final ObjectWriter CANONICAL =
            Json.mapper().writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private Asked() {}

    /** 64 hexadecimal digits: the same for requests that ask the same of the stage. */
    public static String of(Stage stage, UploadRequest request) {
        var parts = new LinkedHashMap<String, @Nullable Object>();
        switch (stage) {
            case CAPTION -> {
                parts.put("caption", request.caption());
                parts.put("metadata", request.metadata());
            }
            case AUTO_TAG -> {
                parts.put("tags", request.tags());
                parts.put("metadata", request.metadata());
            }
            case SMART_CROP -> {
                parts.put("crops", request.crops());
                parts.put("renditions", request.renditions());
                parts.put("focalPoint", request.focalPoint());
            }
            case OUTPAINT -> {
                parts.put("outpaint", request.outpaint());
                parts.put("focalPoint", request.focalPoint());
            }
        }
        return hash(parts);
    }

    private static String hash(Object parts) {
        try {
            // By way of maps, so that a record's fields are ordered like a map's entries.
            String text =
                    CANONICAL.writeValueAsString(Json.mapper().convertValue(parts, Map.class));
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A request cannot be written as JSON", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
