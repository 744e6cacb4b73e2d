package io.darkroom.api.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One operation of a document.
 *
 * @param method in lower case
 * @param path with its parameters in braces
 */
public record ApiOperation(ApiDocument document, String method, String path, JsonNode node) {
    /** Whether the path names something of one tenant, so that others find nothing there. */
    static final String TENANCY = "x-darkroom-tenancy";

    static final String RECORD = "record";
    static final String OWN = "own";

    /** The name that the document gives it, such as {@code getAsset}. */
    public String id() {
        return node.path("operationId").asText();
    }

    /** The roles of which one is enough: one security requirement each. */
    public Set<String> roles() {
        var roles = new TreeSet<String>();
        for (JsonNode alternative : node.path("security")) {
            alternative.forEach(scheme -> scheme.forEach(role -> roles.add(role.asText())));
        }
        return roles;
    }

    /** Whether the path names a record of one tenant. */
    boolean namesARecord() {
        return node.path(TENANCY).asText().equals(RECORD);
    }

    List<JsonNode> parameters() {
        var parameters = new ArrayList<JsonNode>();
        node.path("parameters").forEach(each -> parameters.add(document.resolve(each)));
        return parameters;
    }

    /** The media type and its description of the request body that is documented first. */
    Optional<Map.Entry<String, JsonNode>> body() {
        var content = document.resolve(node.path("requestBody")).path("content").properties();
        return content.stream().findFirst();
    }

    /** The description of the answer with this status. */
    Optional<JsonNode> response(int status) {
        JsonNode response = node.path("responses").get(Integer.toString(status));
        return Optional.ofNullable(response).map(document::resolve);
    }

    /** Whether the document calls this status a success: 2xx or 3xx. */
    boolean succeedsWith(int status) {
        return status >= 200 && status < 400 && response(status).isPresent();
    }

    /** The example of a parameter or of a media type. */
    static Optional<JsonNode> example(JsonNode described) {
        JsonNode one = described.get("example");
        if (one != null) {
            return Optional.of(one);
        }
        for (JsonNode each : described.path("examples")) {
            return Optional.ofNullable(each.get("value"));
        }
        return Optional.ofNullable(described.path("schema").get("example"));
    }

    @Override
    public String toString() {
        return method.toUpperCase(java.util.Locale.ROOT) + " " + path;
    }
}
