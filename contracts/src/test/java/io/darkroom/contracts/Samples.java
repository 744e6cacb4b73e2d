package io.darkroom.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The golden samples, the record that each is for, and the schema that it obeys. */
final class Samples {
    static final Path FOLDER = Path.of("src/main/resources/samples");

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    builder ->
                            builder.schemas(Schemas.all())
                                    .schemaRegistryConfig(
                                            SchemaRegistryConfig.builder()
                                                    .formatAssertionsEnabled(true)
                                                    .build()));

    /** A sample of the data of an event, or of the upload request. */
    record Sample(String file, JsonNode json) {
        /** Such as {@code StageFinished.v1}. */
        String schema() {
            return file.substring(0, file.indexOf(".v1") + 3);
        }

        Class<?> record() {
            return Stream.of(EventType.values())
                    .filter(kind -> kind.schema().equals(schema()))
                    .<Class<?>>map(EventType::data)
                    .findFirst()
                    .orElseGet(() ->
                            schema().equals("Vocabulary.v1")
                                    ? Vocabulary.class
                                    : UploadRequest.class);
        }

        @Override
        public String toString() {
            return file;
        }
    }

    private Samples() {}

    static List<String> files() {
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Sample> data() {
        return files().stream()
                .filter(name -> !name.endsWith(".headers.json"))
                .map(Samples::sample);
    }

    static Sample sample(String file) {
        try {
            return new Sample(file, Json.mapper().readTree(FOLDER.resolve(file).toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T> T read(String file, Class<T> type) {
        return Json.mapper().convertValue(sample(file).json(), type);
    }

    static Schema schema(String name) {
        return REGISTRY.getSchema(SchemaLocation.of(Schemas.id(name)));
    }

    /** The required fields of a schema, or of the one that it is a reference to. */
    static List<String> required(String name) {
        JsonNode node = schema(name).getSchemaNode();
        if (node.has("$ref")) {
            return required(node.get("$ref").asText().replace(Schemas.id(""), ""));
        }
        return node.path("required").valueStream().map(JsonNode::asText).toList();
    }

    static List<String> faults(String schema, JsonNode json) {
        return schema(schema).validate(json).stream().map(Object::toString).toList();
    }
}
