package io.darkroom.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** JSON as the contracts write it: camelCase, RFC 3339 times in UTC, absent means null. */
public final class Json {
    private static final JsonMapper MAPPER = configure(JsonMapper.builder()).build();

    private Json() {}

    /** The shared mapper. Readers ignore fields they do not know, so that writers may be newer. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /**
     * How large a value is as JSON, in bytes of UTF-8.
     *
     * @throws IllegalArgumentException if it cannot be written as JSON
     */
    public static int size(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value).length;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The value cannot be written as JSON", e);
        }
    }

    /** The same rules for a mapper of somebody else's, such as Quarkus's. */
    public static JsonMapper.Builder configure(JsonMapper.Builder builder) {
        return builder.addModule(new JavaTimeModule())
                .addModule(new Jdk8Module())
                // A cost of 0.0000004 stays a decimal that any language reads, not 4E-7.
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(
                                JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS));
    }
}
