package io.darkroom.api.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Examples must be what their schemas say. */
final class ApiExampleLint {
    private ApiExampleLint() {}

    static List<String> findings(ApiDocument document) {
        var findings = new ArrayList<String>();
        for (var operation : document.operations()) {
            operation
                    .parameters()
                    .forEach(parameter ->
                            check(
                                    document,
                                    parameter,
                                    operation + ": parameter " + parameter.path("name").asText(),
                                    findings));
            operation
                    .body()
                    .ifPresent(body ->
                            check(document, body.getValue(), operation + ": body", findings));
            for (Map.Entry<String, JsonNode> response :
                    operation.node().path("responses").properties()) {
                for (Map.Entry<String, JsonNode> content :
                        document.resolve(response.getValue()).path("content").properties()) {
                    String where = operation + ": response " + response.getKey();
                    if (content.getKey().endsWith("json")) {
                        check(document, content.getValue(), where, findings);
                    }
                }
            }
        }
        return findings;
    }

    private static void check(
            ApiDocument document, JsonNode described, String where, List<String> findings) {
        ApiOperation.example(described)
                .ifPresent(example ->
                        document.faults(example, described.path("schema"))
                                .forEach(fault ->
                                        findings.add(
                                                where
                                                        + ": example does not fit its schema: "
                                                        + fault)));
    }
}
