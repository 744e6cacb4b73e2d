package io.darkroom.contracts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An event with its CloudEvents 1.0 attributes, in binary mode over Kafka: attributes as headers
 * {@code ce_*}, the data as the record's value (Kafka protocol binding 1.0.2, section 3.2).
 *
 * @param id unique within the source; a repeat of the same fact has the same id
 * @param source URI reference of the writer, such as {@code /darkroom/ingest-service}
 */
public record CloudEvent<T>(
        String id, String source, String type, Instant time, String subject, T data) {
    public static final String SPEC_VERSION = "1.0";
    public static final String CONTENT_TYPE = "application/json";

    /** What a writer must give is not made up where it is absent, not even a zero. */
    private static final ObjectReader READER =
            Json.mapper()
                    .reader()
                    .with(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    public CloudEvent {
        Require.text(id, "ce_id");
        Require.text(source, "ce_source");
        Require.text(type, "ce_type");
        Require.present(time, "ce_time");
        Require.text(subject, "ce_subject");
        Require.present(data, "data");
    }

    /** An event of Darkroom's own. */
    public static <E extends Event> CloudEvent<E> of(
            UUID id, String source, Instant time, E event) {
        return new CloudEvent<>(
                id.toString(), source, event.type(), time, event.assetId().toString(), event);
    }

    /** The record's headers. */
    public Map<String, String> headers() {
        var headers = new LinkedHashMap<String, String>();
        headers.put("ce_specversion", SPEC_VERSION);
        headers.put("ce_id", id);
        headers.put("ce_source", source);
        headers.put("ce_type", type);
        headers.put("ce_time", time.toString());
        headers.put("ce_subject", subject);
        EventType.find(type)
                .ifPresent(kind -> headers.put("ce_dataschema", Schemas.id(kind.schema())));
        headers.put("content-type", CONTENT_TYPE);
        return headers;
    }

    /** The record's value. */
    public byte[] value() {
        try {
            return Json.mapper().writeValueAsBytes(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Event " + type + " cannot be written as JSON", e);
        }
    }

    /**
     * Reads a record.
     *
     * @param headers the record's headers as text; names as written
     * @param value the record's value
     * @throws MalformedEventException if a required attribute is missing or malformed, if the
     *     record is of another type, or if its data is not of the type
     */
    public static <T> CloudEvent<T> read(
            Map<String, String> headers, byte @Nullable [] value, Class<T> type) {
        if (value == null) {
            throw new MalformedEventException("The record has no value: it is a tombstone", null);
        }
        checkEncoding(headers);
        return new CloudEvent<>(
                attribute(headers, "ce_id"),
                attribute(headers, "ce_source"),
                typeOf(headers, type),
                time(headers),
                attribute(headers, "ce_subject"),
                data(value, type));
    }

    /** A header's bytes as text. */
    public static String text(byte[] header) {
        return new String(header, StandardCharsets.UTF_8);
    }

    private static void checkEncoding(Map<String, String> headers) {
        String version = attribute(headers, "ce_specversion");
        if (!version.equals(SPEC_VERSION)) {
            throw new MalformedEventException(
                    "Header ce_specversion must be 1.0, was '" + version + "'", null);
        }
        String contentType = headers.getOrDefault("content-type", CONTENT_TYPE);
        if (!contentType.split(";", 2)[0].strip().equalsIgnoreCase(CONTENT_TYPE)) {
            throw new MalformedEventException(
                    "Header content-type must be application/json (CloudEvents binary mode), was '"
                            + contentType
                            + "'",
                    null);
        }
    }

    private static String typeOf(Map<String, String> headers, Class<?> data) {
        String type = attribute(headers, "ce_type");
        EventType.of(data)
                .filter(kind -> !kind.type().equals(type))
                .ifPresent(kind -> {
                    throw new MalformedEventException(
                            "Header ce_type must be " + kind.type() + ", was '" + type + "'", null);
                });
        return type;
    }

    private static Instant time(Map<String, String> headers) {
        String time = attribute(headers, "ce_time");
        try {
            return Instant.parse(time);
        } catch (DateTimeParseException e) {
            throw new MalformedEventException(
                    "Header ce_time is not an RFC 3339 time: '" + time + "'", e);
        }
    }

    private static <T> T data(byte[] value, Class<T> type) {
        @Nullable T data;
        try {
            data = READER.forType(type).readValue(value);
        } catch (JsonMappingException e) {
            throw new MalformedEventException(
                    "The data is not a " + type.getSimpleName() + place(e) + e.getOriginalMessage(),
                    e);
        } catch (IOException e) {
            throw new MalformedEventException("The data is not JSON", e);
        }
        if (data == null) {
            throw new MalformedEventException(
                    "The data is not a " + type.getSimpleName() + " but null", null);
        }
        return data;
    }

    private static String place(JsonMappingException e) {
        String path =
                e.getPath().stream()
                        .map(step ->
                                step.getFieldName() == null
                                        ? "" + step.getIndex()
                                        : step.getFieldName())
                        .collect(Collectors.joining("/"));
        return path.isEmpty() ? ": " : " at /" + path + ": ";
    }

    private static String attribute(Map<String, String> headers, String name) {
        String value = headers.get(name);
        if (value == null || value.isBlank()) {
            throw new MalformedEventException("Header " + name + " is missing", null);
        }
        return value;
    }
}
