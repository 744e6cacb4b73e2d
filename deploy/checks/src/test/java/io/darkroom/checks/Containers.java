package io.darkroom.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The containers of a Deployment or Job. */
final class Containers {
    private Containers() {}

    static Stream<JsonNode> of(JsonNode object) {
        return stream(object.at("/spec/template/spec/containers"));
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
