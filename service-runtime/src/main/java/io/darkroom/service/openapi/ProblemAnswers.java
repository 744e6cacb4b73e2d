package io.darkroom.service.openapi;

import io.darkroom.service.problem.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** The problems that endpoints answer with, whether or not their annotations name them. */
final class ProblemAnswers {
    /** What Quarkus writes where nobody described a status. */
    private static final Set<String> NOTHING_SAID =
            Set.of("Not Authorized", "Not Allowed", "Bad Request");

    private final Map<String, APIResponse> shared = new LinkedHashMap<>();

    ProblemAnswers() {
        share("400", "parameter-invalid or request-malformed: 'errors' names the places");
        share("401", "unauthorized: no valid key or token was sent");
        share("403", "forbidden: the key has none of the roles that this needs");
        share("404", "not-found: nothing that the key may see");
        share("413", "file-too-large: the body has more bytes than are taken");
        share("415", "media-type-unsupported: the Content-Type is not one that is taken here");
        share("422", "field-invalid or unknown-field: 'errors' names the places in the body");
        share("429", "rate-limited: too many requests with this key; Retry-After says how long")
                .addHeader("Retry-After", seconds());
        share("500", "internal-error: a defect; 'instance' leads to it in the log");
        share("503", "unavailable: a part that is needed is away; try again later");
    }

    private static Header seconds() {
        return OASFactory.createHeader()
                .description("Seconds to wait")
                .schema(OASFactory.createSchema().addType(SchemaType.INTEGER));
    }

    void addTo(Components components) {
        shared.forEach((status, response) -> components.addResponse(name(status), response));
    }

    /** Adds what can happen and is not described yet, and the schema where one is missing. */
    void complete(String path, Operation operation) {
        APIResponses responses = operation.getResponses();
        if (responses == null) {
            responses = OASFactory.createAPIResponses();
            operation.setResponses(responses);
        }
        for (String status : new String[] {"401", "403", "429", "500", "503"}) {
            add(responses, status);
        }
        if (path.contains("{")) {
            add(responses, "404");
        }
        boolean body = operation.getRequestBody() != null;
        boolean parameters =
                operation.getParameters() != null && !operation.getParameters().isEmpty();
        if (body || parameters) {
            add(responses, "400");
        }
        if (body) {
            add(responses, "413");
            add(responses, "415");
            add(responses, "422");
        }
        responses.getAPIResponses().forEach(ProblemAnswers::describe);
    }

    private static void add(APIResponses responses, String status) {
        APIResponse there = responses.getAPIResponse(status);
        if (there == null || NOTHING_SAID.contains(String.valueOf(there.getDescription()))) {
            responses.addAPIResponse(
                    status,
                    OASFactory.createAPIResponse().ref("#/components/responses/" + name(status)));
        }
    }

    private static void describe(String status, APIResponse response) {
        boolean isProblem = status.startsWith("4") || status.startsWith("5");
        if (isProblem && response.getRef() == null && response.getContent() == null) {
            response.setContent(content());
        }
    }

    private APIResponse share(String status, String description) {
        APIResponse response =
                OASFactory.createAPIResponse().description(description).content(content());
        shared.put(status, response);
        return response;
    }

    private static Content content() {
        return OASFactory.createContent()
                .addMediaType(
                        Problem.MEDIA_TYPE,
                        OASFactory.createMediaType()
                                .schema(
                                        OASFactory.createSchema()
                                                .ref(
                                                        "#/components/schemas/"
                                                                + ProblemSchemas.PROBLEM)));
    }

    private static String name(String status) {
        return "Problem" + status;
    }
}
