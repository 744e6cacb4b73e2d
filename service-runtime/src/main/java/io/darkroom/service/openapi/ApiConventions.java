package io.darkroom.service.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.jspecify.annotations.Nullable;

/**
 * Completes what the annotations of an endpoint say: the problems that every endpoint can answer,
 * the schema of a problem, the roles as alternatives, and whose records the path names. An endpoint
 * describes only what is its own.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.RUNTIME_STARTUP)
public class ApiConventions implements OASFilter {
    /**
     * {@code record}: the path names something of one tenant, and everybody else gets 404; {@code
     * own}: the operation works on what the caller's own tenant has. By default what has a path
     * parameter names a record; an {@code @Extension} on the method says otherwise.
     */
    static final String TENANCY = "x-darkroom-tenancy";

    private static final String SCHEME = "key";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(OASFactory.createComponents());
        }
        ProblemSchemas.addTo(api.getComponents());
        amountsAreText(api.getComponents());
        var responses = new ProblemAnswers();
        responses.addTo(api.getComponents());
        if (api.getPaths() == null || api.getPaths().getPathItems() == null) {
            return;
        }
        api.getPaths()
                .getPathItems()
                .forEach((path, item) ->
                        operations(item)
                                .forEach(operation -> {
                                    roles(operation);
                                    tenancy(path, operation);
                                    responses.complete(path, operation);
                                }));
    }

    /** JSON carries a cost as text, which no reader rounds; the scanner sees a number. */
    private static void amountsAreText(Components components) {
        @Nullable Schema cost =
                components.getSchemas() == null ? null : components.getSchemas().get("Cost");
        if (cost != null && cost.getProperties() != null) {
            cost.addProperty(
                    "amount",
                    OASFactory.createSchema()
                            .addType(Schema.SchemaType.STRING)
                            .pattern("^[0-9]+(\\.[0-9]+)?$")
                            .description("A decimal number as text"));
        }
    }

    private static List<Operation> operations(PathItem item) {
        return List.copyOf(item.getOperations().values());
    }

    /**
     * Quarkus lists the roles of an annotation in one requirement, which means all of them; one is
     * enough, so each becomes a requirement of its own (OpenAPI 3.1, Security Requirement Object).
     */
    private static void roles(Operation operation) {
        @Nullable List<SecurityRequirement> requirements = operation.getSecurity();
        if (requirements == null) {
            return;
        }
        var alternatives = new ArrayList<SecurityRequirement>();
        for (SecurityRequirement requirement : requirements) {
            @Nullable List<String> roles = requirement.getScheme(SCHEME);
            if (roles != null) {
                roles.forEach(role ->
                        alternatives.add(
                                OASFactory.createSecurityRequirement()
                                        .addScheme(SCHEME, List.of(role))));
            }
        }
        operation.setSecurity(alternatives);
    }

    private static void tenancy(String path, Operation operation) {
        if (operation.getResponses() != null) {
            // The scanner takes a method's extensions for those of its answers, too.
            operation.getResponses().removeExtension(TENANCY);
        }
        var extensions = operation.getExtensions();
        if (extensions == null || !extensions.containsKey(TENANCY)) {
            operation.addExtension(TENANCY, path.contains("{") ? "record" : "own");
        }
    }
}
