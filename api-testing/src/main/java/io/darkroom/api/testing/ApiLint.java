package io.darkroom.api.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.service.access.Role;
import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules that an OpenAPI document of Darkroom's keeps; docs/openapi/README.md lists them. */
public final class ApiLint {
    private static final String API = "/v1/";
    private static final Set<String> ROLES =
            Arrays.stream(Role.values()).map(Role::id).collect(Collectors.toUnmodifiableSet());

    private final ApiDocument document;
    private final List<String> findings = new ArrayList<>();

    private ApiLint(ApiDocument document) {
        this.document = document;
    }

    /** What is wrong with the document, one sentence each. */
    public static List<String> findings(ApiDocument document) {
        var lint = new ApiLint(document);
        lint.checkDocument();
        document.operations().forEach(lint::check);
        lint.findings.addAll(ApiExampleLint.findings(document));
        return List.copyOf(lint.findings);
    }

    private void checkDocument() {
        JsonNode root = document.root();
        require(root.path("openapi").asText().startsWith("3.1."), "openapi is not 3.1");
        for (String field : new String[] {"title", "version", "description"}) {
            require(!root.at("/info/" + field).asText().isBlank(), "info has no " + field);
        }
        checkReferences(root, "");
        var ids = new HashSet<String>();
        for (var operation : document.operations()) {
            require(ids.add(operation.id()), operation + ": operationId is not its own");
        }
    }

    private void checkReferences(JsonNode node, String at) {
        JsonNode ref = node.get("$ref");
        if (ref != null && ref.isTextual()) {
            require(
                    ref.asText().startsWith("#/") && !document.resolve(node).isMissingNode(),
                    at + ": $ref leads nowhere: " + ref.asText());
        }
        if (node.isObject()) {
            node.properties()
                    .forEach(each -> checkReferences(each.getValue(), at + "/" + each.getKey()));
        } else {
            node.forEach(each -> checkReferences(each, at));
        }
    }

    private void check(ApiOperation operation) {
        JsonNode node = operation.node();
        require(operation.path().startsWith(API), operation + ": lies outside " + API);
        require(
                operation.id().matches("[a-z][A-Za-z0-9]{2,}"),
                operation + ": operationId is missing or no camelCase name");
        String summary = node.path("summary").asText();
        require(
                summary.length() >= 5 && summary.length() <= 90 && !summary.endsWith("."),
                operation + ": summary must have 5 to 90 characters and no full stop");
        require(node.path("tags").size() == 1, operation + ": needs one @Tag");
        checkAccess(operation);
        operation.parameters().forEach(parameter -> checkParameter(operation, parameter));
        checkBody(operation);
        checkResponses(operation);
    }

    private void checkAccess(ApiOperation operation) {
        var roles = operation.roles();
        require(
                !roles.isEmpty() && ROLES.containsAll(roles),
                operation + ": names no roles, or unknown ones: " + roles + "; put @RolesAllowed");
        require(roles.contains(Role.ADMIN.id()), operation + ": is closed to admin");
        String tenancy = operation.node().path(ApiOperation.TENANCY).asText();
        require(
                Set.of(ApiOperation.RECORD, ApiOperation.OWN).contains(tenancy),
                operation + ": " + ApiOperation.TENANCY + " is neither record nor own");
    }

    private void checkParameter(ApiOperation operation, JsonNode parameter) {
        String where = operation + ": parameter " + parameter.path("name").asText();
        require(!parameter.path("description").asText().isBlank(), where + " has no description");
        require(parameter.has("schema"), where + " has no schema");
        if (parameter.path("in").asText().equals("path")) {
            require(parameter.path("required").asBoolean(), where + " must be required");
            require(ApiOperation.example(parameter).isPresent(), where + " has no example");
        }
    }

    private void checkBody(ApiOperation operation) {
        operation
                .body()
                .ifPresent(body -> {
                    JsonNode described = body.getValue();
                    require(
                            !described.path("schema").isEmpty(),
                            operation + ": body has no schema");
                    require(
                            ApiOperation.example(described).isPresent(),
                            operation + ": body has no example");
                });
    }

    private void checkResponses(ApiOperation operation) {
        boolean succeeds = false;
        for (Map.Entry<String, JsonNode> each : operation.node().path("responses").properties()) {
            JsonNode response = document.resolve(each.getValue());
            String where = operation + ": response " + each.getKey();
            int status = each.getKey().matches("\\d{3}") ? Integer.parseInt(each.getKey()) : 0;
            require(status > 0, where + " is no status");
            succeeds |= status >= 200 && status < 400;
            String description = response.path("description").asText();
            require(
                    !description.isBlank() && !description.equals("OK"),
                    where + " has no description");
            if (status >= 400) {
                checkProblem(where, status, response);
            } else {
                for (JsonNode content : response.path("content")) {
                    require(!content.path("schema").isEmpty(), where + " has no schema");
                }
            }
        }
        require(succeeds, operation + ": documents no success");
    }

    private void checkProblem(String where, int status, JsonNode response) {
        JsonNode schema = response.path("content").path(Problem.MEDIA_TYPE).path("schema");
        require(
                schema.path("$ref").asText().equals("#/components/schemas/Problem"),
                where + " is not described as a Problem");
        String description = response.path("description").asText();
        require(
                Arrays.stream(ProblemType.values())
                        .filter(type -> type.status() == status)
                        .anyMatch(type -> description.contains(type.slug())),
                where + " names no problem type of that status");
    }

    private void require(boolean holds, String finding) {
        if (!holds) {
            findings.add(finding);
        }
    }
}
