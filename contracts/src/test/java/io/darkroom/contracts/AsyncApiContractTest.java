package io.darkroom.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/asyncapi.yaml is an AsyncAPI 3.0 document, and says what the code says. */
class AsyncApiContractTest {
    private static final AsyncApi API = AsyncApi.read();

    @Test
    void theDocumentIsAsyncApi3() throws Exception {
        assertThat(faults(API.root())).isEmpty();
    }

    @Test
    void theCheckSeesABrokenDocument() throws Exception {
        ObjectNode broken = API.root().deepCopy();
        ((ObjectNode) broken.at("/operations/ingestJoins")).put("action", "listen");

        assertThat(faults(broken)).isNotEmpty();
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        var references = API.root().findValuesAsText("$ref");

        assertThat(references).isNotEmpty();
        for (String reference : references) {
            if (reference.startsWith("#/")) {
                assertThat(API.root().at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse();
            } else {
                assertThat(AsyncApi.DOCS.resolve(reference)).isRegularFile();
            }
        }
    }

    @Test
    void everyTopicHasAChannelAndEveryChannelATopic() throws Exception {
        var topics =
                Stream.concat(
                        Arrays.stream(Topics.class.getFields())
                                .filter(field -> Modifier.isStatic(field.getModifiers()))
                                .map(AsyncApiContractTest::value),
                        Arrays.stream(Stage.values()).map(Topics::deadLetters));

        assertThat(API.channelsByTopic().keySet())
                .containsExactlyInAnyOrderElementsOf(topics.toList())
                .containsExactlyInAnyOrderElementsOf(
                        TopicSettings.all().stream().map(TopicSettings::name).toList());
    }

    static List<TopicSettings> settings() {
        return TopicSettings.all();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void theBindingsAreTheSettings(TopicSettings settings) {
        JsonNode kafka = API.channel(settings.name()).at("/bindings/kafka");

        assertThat(kafka.get("partitions").asInt()).isEqualTo(settings.partitions());
        assertThat(
                        kafka.get("topicConfiguration")
                                .propertyStream()
                                .collect(
                                        Collectors.toMap(
                                                Map.Entry::getKey,
                                                entry -> scalar(entry.getValue()))))
                .isEqualTo(settings.config());
    }

    @ParameterizedTest
    @EnumSource
    void everyEventHasItsMessageOnItsTopicAlone(EventType kind) {
        var carrying =
                API.channelsByTopic().entrySet().stream()
                        .filter(entry ->
                                API.messages(entry.getValue()).anyMatch(m -> named(m, kind.type())))
                        .map(Map.Entry::getKey);

        assertThat(carrying)
                .containsExactlyInAnyOrderElementsOf(
                        kind == EventType.ASSET_UPLOADED
                                ? List.of(Topics.ASSET_UPLOADED, Topics.ASSET_UPLOADED_BULK)
                                : List.of(kind.topic()));
    }

    @ParameterizedTest
    @EnumSource
    void aMessageNamesItsSchemaAndItsHeaders(EventType kind) {
        JsonNode message =
                API.root()
                        .at("/components/messages")
                        .valueStream()
                        .filter(m -> named(m, kind.type()))
                        .findFirst()
                        .orElseThrow();
        Path file = AsyncApi.DOCS.resolve(message.at("/payload/schema/$ref").asText()).normalize();

        assertThat(file)
                .isEqualTo(
                        Path.of("../contracts/src/main/resources")
                                .resolve(Schemas.resource(kind.schema())));
        JsonNode headers = message.at("/headers/allOf/1/properties");
        assertThat(headers.at("/ce_type/const").asText()).isEqualTo(kind.type());
        assertThat(headers.at("/ce_dataschema/const").asText())
                .isEqualTo(Schemas.id(kind.schema()));
    }

    @ParameterizedTest
    @EnumSource
    void theHeadersOfTheSampleObeyTheDocument(EventType kind) {
        ObjectNode schema = API.root().at("/components/schemas/cloudEventHeaders").deepCopy();
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
        JsonNode headers = Samples.sample(kind.schema() + ".headers.json").json();

        assertThat(registry.getSchema(schema).validate(headers)).isEmpty();
        assertThat(schema.get("properties").fieldNames()).toIterable().containsAll(names(headers));
    }

    @Test
    void deadLetterHeadersAreThoseOfTheRecord() {
        var letter = new DeadLetter(Failure.of("x", "X", "why"), "t", 1, 2, "join", 3, "{}");
        JsonNode schema = API.root().at("/components/schemas/deadLetterHeaders");

        var all = new HashSet<>(letter.headers().keySet());
        all.addAll(letter.headersAlone(1_000_000).keySet());
        assertThat(names(schema.get("properties"))).containsExactlyInAnyOrderElementsOf(all);
        var least = new DeadLetter(Failure.of("x", "X", null), "t", 1, 2, "join", 3);
        assertThat(schema.get("required").valueStream().map(JsonNode::asText))
                .containsExactlyInAnyOrderElementsOf(least.headers().keySet());
    }

    @Test
    void everySchemaIsUsed() throws Exception {
        var used = new HashSet<String>();
        for (EventType kind : EventType.values()) {
            follow(Schemas.id(kind.schema()), used);
        }

        assertThat(used).containsExactlyInAnyOrderElementsOf(Schemas.all().keySet());
    }

    @Test
    void everyChannelHasASenderAndAReader() {
        API.channelsByTopic()
                .forEach((topic, channel) -> {
                    assertThat(API.parties(channel, "send")).as(topic).isNotEmpty();
                    assertThat(API.parties(channel, "receive")).as(topic).isNotEmpty();
                });
    }

    private static void follow(String id, Set<String> seen) throws Exception {
        if (seen.add(id)) {
            for (String ref : Json.mapper().readTree(Schemas.text(id)).findValuesAsText("$ref")) {
                if (ref.startsWith("urn:")) {
                    follow(ref.replaceFirst("#.*", ""), seen);
                }
            }
        }
    }

    private static List<String> faults(JsonNode document) throws Exception {
        var meta = Files.readString(Path.of("src/test/resources/asyncapi/3.0.0.json"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(meta)
                .validate(document)
                .stream()
                .map(Object::toString)
                .toList();
    }

    private static boolean named(JsonNode message, String name) {
        return message.get("name").asText().equals(name);
    }

    private static String scalar(JsonNode node) {
        return node.isArray()
                ? node.valueStream().map(JsonNode::asText).collect(Collectors.joining(","))
                : node.asText();
    }

    private static List<String> names(JsonNode object) {
        return object.propertyStream().map(Map.Entry::getKey).toList();
    }

    private static String value(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
