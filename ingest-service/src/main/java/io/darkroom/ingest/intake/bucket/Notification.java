package io.darkroom.ingest.intake.bucket;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.MalformedEventException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One record of an S3 event notification, structure version 2.x, as AWS, MinIO, Ceph RGW and RustFS
 * write it.
 *
 * @param event such as {@code ObjectCreated:Put}; without the {@code s3:} that some stores write
 * @param bucket its name
 * @param key as it was written
 * @param version of a versioned bucket
 * @param eTag without quotes
 */
record Notification(
        String event, String bucket, String key, @Nullable String version, @Nullable String eTag) {
    private static final String PREFIX = "s3:";

    /** What stores write for an object of a bucket that has no versions. */
    private static final String NO_VERSION = "null";

    /**
     * The records of a message; none in the test event that AWS sends when notifications are set
     * up.
     *
     * @throws MalformedEventException if it is no event notification
     */
    static List<Notification> read(byte @Nullable [] message) {
        JsonNode json;
        try {
            json = Json.mapper().readTree(message == null ? new byte[0] : message);
        } catch (IOException e) {
            throw new MalformedEventException("The value is not JSON", e);
        }
        JsonNode records = json.path("Records");
        if (records.isArray()) {
            return Stream.iterate(0, i -> i < records.size(), i -> i + 1)
                    .map(i -> read(records.get(i), "Records/" + i))
                    .toList();
        }
        if (json.path("Event").asText().equals("s3:TestEvent")) {
            return List.of();
        }
        throw new MalformedEventException("The value has no list 'Records'", null);
    }

    private static Notification read(JsonNode record, String place) {
        String event = required(record, "/eventName", place);
        JsonNode object = record.at("/s3/object");
        return new Notification(
                event.startsWith(PREFIX) ? event.substring(PREFIX.length()) : event,
                required(record, "/s3/bucket/name", place),
                required(record, "/s3/object/key", place),
                optional(object, "versionId").filter(id -> !id.equals(NO_VERSION)).orElse(null),
                optional(object, "eTag").map(tag -> tag.replace("\"", "")).orElse(null));
    }

    private static String required(JsonNode record, String pointer, String place) {
        JsonNode node = record.at(pointer);
        if (!node.isTextual() || node.textValue().isEmpty()) {
            throw new MalformedEventException("There is no text at /" + place + pointer, null);
        }
        return node.textValue();
    }

    private static Optional<String> optional(JsonNode object, String name) {
        return Optional.ofNullable(object.path(name).textValue()).filter(text -> !text.isEmpty());
    }

    /** Whether there are new bytes at this key; deletes, tags and the like are not. */
    boolean created() {
        return event.startsWith("ObjectCreated:");
    }

    /**
     * The keys that may be meant, the likelier first. Keys are form-URL-encoded ({@code +} is a
     * space, some stores write {@code /} as {@code %2F}); a store that does not encode them is
     * understood where the decoded key leads nowhere.
     */
    List<String> keys() {
        try {
            String decoded = URLDecoder.decode(key, StandardCharsets.UTF_8);
            return decoded.equals(key) ? List.of(key) : List.of(decoded, key);
        } catch (IllegalArgumentException _) {
            return List.of(key);
        }
    }
}
