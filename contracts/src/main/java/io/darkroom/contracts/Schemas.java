package io.darkroom.contracts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The JSON Schemas (2020-12) of everything that Darkroom's services say to each other. They lie on
 * the class path under {@code schemas/}; each names itself {@code urn:darkroom:schema:<name>}, and
 * they refer to each other by that name.
 *
 * <p>To hold an event against its schema in a test, with com.networknt:json-schema-validator 2.0 in
 * test scope:
 *
 * <pre>{@code
 * var schemas = SchemaRegistry.withDefaultDialect(
 *         SpecificationVersion.DRAFT_2020_12,
 *         builder -> builder.schemas(Schemas.all()));
 * var errors = schemas.getSchema(SchemaLocation.of(Schemas.id("AssetEnriched.v1")))
 *         .validate(json, InputFormat.JSON);
 * assertThat(errors).isEmpty();
 * }</pre>
 */
public final class Schemas {
    private static final String ID_PREFIX = "urn:darkroom:schema:";
    private static final String FOLDER = "schemas/";

    private Schemas() {}

    /** The names of all schemas: those of the events, and those that they share. */
    public static List<String> names() {
        return Stream.concat(
                        Stream.of(EventType.values()).map(EventType::schema),
                        Stream.of("Asset.v1", "Common.v1", "UploadRequest.v1", "Vocabulary.v1"))
                .sorted()
                .toList();
    }

    /** The text of every schema by its id, for validators that resolve references in a map. */
    public static Map<String, String> all() {
        return names().stream()
                .map(Schemas::id)
                .collect(Collectors.toMap(Function.identity(), Schemas::text));
    }

    /** The id of the schema with this name, as {@code ce_dataschema} carries it. */
    public static String id(String name) {
        return ID_PREFIX + name;
    }

    /** Where the schema with this name lies on the class path. */
    public static String resource(String name) {
        return FOLDER + name + ".json";
    }

    /**
     * The text of the schema with this id.
     *
     * @throws IllegalArgumentException if there is no such schema
     */
    public static String text(String id) {
        if (!id.startsWith(ID_PREFIX)) {
            throw new IllegalArgumentException("Not the id of a schema of Darkroom's: " + id);
        }
        String resource = resource(id.substring(ID_PREFIX.length()));
        try (InputStream in = Schemas.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no schema " + id);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Schema " + resource + " cannot be read", e);
        }
    }
}
