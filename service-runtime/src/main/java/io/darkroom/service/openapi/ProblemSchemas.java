package io.darkroom.service.openapi;

import io.darkroom.service.problem.Problem;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** A problem (RFC 9457) as the documents describe it. */
final class ProblemSchemas {
    static final String PROBLEM = "Problem";
    private static final String PLACE = "Place";

    private ProblemSchemas() {}

    static void addTo(Components components) {
        components.addSchema(PROBLEM, problem());
        components.addSchema(PLACE, place());
    }

    private static Schema problem() {
        return object("What was wrong with a request (RFC 9457)")
                .required(List.of("type", "title", "status"))
                .addProperty(
                        "type",
                        text("Names the kind of problem, for good; docs/problems.md lists them")
                                .format("uri")
                                .addExample("urn:darkroom:problem:asset-not-found"))
                .addProperty("title", text("The same for every occurrence of the type"))
                .addProperty(
                        "status",
                        OASFactory.createSchema()
                                .addType(SchemaType.INTEGER)
                                .description("The HTTP status code"))
                .addProperty("detail", text("What was wrong here, and what to do"))
                .addProperty("instance", text("Leads to this occurrence in the log").format("uri"))
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .addType(SchemaType.ARRAY)
                                .description("Every place that is wrong, all at once")
                                .maxItems(Problem.MOST_PLACES)
                                .items(
                                        OASFactory.createSchema()
                                                .ref("#/components/schemas/" + PLACE)));
    }

    private static Schema place() {
        return object("One wrong place in the request")
                .required(List.of("detail"))
                .addProperty("pointer", text("JSON Pointer (RFC 6901) into the body"))
                .addProperty("parameter", text("The name of a path, query or header parameter"))
                .addProperty("detail", text("What is wrong there"));
    }

    private static Schema object(String description) {
        return OASFactory.createSchema().addType(SchemaType.OBJECT).description(description);
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
    }
}
