package io.darkroom.api.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.contracts.Json;
import io.darkroom.service.access.Role;
import io.darkroom.service.problem.Problem;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends every operation's example to the running service, with keys that may and keys that may not.
 * Each method answers what was not as it should be, one sentence each.
 */
public final class ApiWalk {
    private final ApiDocument document;
    private final ApiWorld world;

    public ApiWalk(ApiDocument document, ApiWorld world) {
        this.document = document;
        this.world = world;
    }

    /** Every example succeeds as documented, and its answer fits the documented schema. */
    public List<String> examplesThatFail() {
        return each((operation, findings) -> {
            Response response = send(operation, RoleKeys.with(aRole(operation)));
            int status = response.statusCode();
            if (operation.succeedsWith(status)) {
                findings.addAll(faultsOf(operation, response));
            } else {
                findings.add(
                        operation
                                + ": its example gives "
                                + status
                                + ", which is not among its documented successes: "
                                + response.asString());
            }
        });
    }

    /** Without a key: 401, and nothing learnt of what there is. */
    public List<String> openWithoutAKey() {
        return each((operation, findings) ->
                refused(operation, "no key", send(operation, null), 401, findings));
    }

    /** With each role that the operation does not name, and no other: 403. */
    public List<String> openToAWrongRole() {
        return each((operation, findings) -> {
            // Who is refused changes nothing, so that the next one meets the same.
            ApiExample example = example(operation);
            Arrays.stream(Role.values())
                    .map(Role::id)
                    .filter(role -> !operation.roles().contains(role))
                    .forEach(role -> {
                        var response = example.send(RoleKeys.with(role));
                        refused(operation, "role " + role, response, 403, findings);
                    });
        });
    }

    /**
     * With a key of another tenant that has every role: 404 where the path names a record; where it
     * works on the caller's own tenant, nothing of the world's tenant in the answer.
     */
    public List<String> openToAnotherTenant() {
        return each((operation, findings) -> {
            Response response = send(operation, RoleKeys.STRANGER);
            if (operation.namesARecord()) {
                refused(operation, "another tenant's key", response, 404, findings);
            } else if (response.statusCode() >= 500) {
                findings.add(operation + ": another tenant's key gives " + response.statusCode());
            }
            if (response.asString().contains("\"tenant\":\"" + RoleKeys.TENANT + "\"")) {
                findings.add(operation + ": another tenant's key shows a record of this one");
            }
        });
    }

    private List<String> each(BiConsumer<ApiOperation, List<String>> check) {
        var findings = new ArrayList<String>();
        document.operations().forEach(operation -> check.accept(operation, findings));
        return findings;
    }

    private Response send(ApiOperation operation, @Nullable String key) {
        return example(operation).send(key);
    }

    private ApiExample example(ApiOperation operation) {
        return new ApiExample(operation, world.prepare(operation), world.picture());
    }

    /** Admin may everything; where another role may too, that one shows more. */
    private static String aRole(ApiOperation operation) {
        return operation.roles().stream()
                .filter(role -> !role.equals(Role.ADMIN.id()) && !role.equals(Role.READER.id()))
                .findFirst()
                .orElse(Role.ADMIN.id());
    }

    private static void refused(
            ApiOperation operation,
            String with,
            Response response,
            int status,
            List<String> findings) {
        boolean problem = response.contentType().startsWith(Problem.MEDIA_TYPE);
        if (response.statusCode() != status || !problem) {
            findings.add(
                    "%s: with %s it answers %d (%s), not %d as a problem"
                            .formatted(
                                    operation,
                                    with,
                                    response.statusCode(),
                                    response.contentType(),
                                    status));
        }
        if (operation.response(status).isEmpty()) {
            findings.add(operation + ": status " + status + " is not documented");
        }
    }

    private static List<String> faultsOf(ApiOperation operation, Response response) {
        String type = response.contentType().replaceFirst(";.*", "");
        JsonNode content = operation.response(response.statusCode()).orElseThrow().path("content");
        if (content.isEmpty() || content.has("text/event-stream")) {
            return List.of();
        }
        if (!content.has(type)) {
            return List.of(operation + ": answers " + type + ", which is not documented");
        }
        if (!type.endsWith("json")) {
            return List.of();
        }
        try {
            JsonNode body = Json.mapper().readTree(response.asString());
            return operation.document().faults(body, content.path(type).path("schema")).stream()
                    .map(fault -> operation + ": its answer does not fit its schema: " + fault)
                    .toList();
        } catch (JsonProcessingException e) {
            return List.of(operation + ": answers " + type + " that is no JSON");
        }
    }
}
