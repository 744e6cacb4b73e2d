package io.darkroom.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** docs/asyncapi.yaml as a test reads it. */
record AsyncApi(JsonNode root) {
    static final Path DOCS = Path.of("../docs");

    static AsyncApi read() {
        try {
            return new AsyncApi(new YAMLMapper().readTree(DOCS.resolve("asyncapi.yaml").toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a reference within the document names, or the node itself where it is none. */
    JsonNode resolve(JsonNode node) {
        if (!node.has("$ref")) {
            return node;
        }
        String ref = node.get("$ref").asText();
        if (!ref.startsWith("#/")) {
            throw new AssertionError("Not within the document: " + ref);
        }
        return resolve(root.requiredAt(ref.substring(1)));
    }

    /**
     * The channel of each topic, in the document's order; a parameter stands for all its values.
     */
    Map<String, JsonNode> channelsByTopic() {
        var byTopic = new LinkedHashMap<String, JsonNode>();
        for (JsonNode channel : root.get("channels")) {
            topics(channel).forEach(topic -> byTopic.put(topic, channel));
        }
        return byTopic;
    }

    JsonNode channel(String topic) {
        return Objects.requireNonNull(channelsByTopic().get(topic), topic);
    }

    private static List<String> topics(JsonNode channel) {
        String address = channel.get("address").asText();
        JsonNode stages = channel.path("parameters").path("stage").path("enum");
        return stages.isMissingNode()
                ? List.of(address)
                : stages.valueStream().map(id -> address.replace("{stage}", id.asText())).toList();
    }

    Stream<JsonNode> messages(JsonNode channel) {
        return channel.get("messages").valueStream().map(this::resolve);
    }

    /** Who sends to, or receives from, a channel. */
    List<String> parties(JsonNode channel, String action) {
        return root.get("operations")
                .valueStream()
                .filter(operation -> operation.get("action").asText().equals(action))
                .filter(operation -> resolve(operation.get("channel")).equals(channel))
                .map(operation -> operation.at("/tags/0/name").asText())
                .distinct()
                .toList();
    }
}
