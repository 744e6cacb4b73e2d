package io.darkroom.ingest.intake.bulk;

import io.darkroom.service.access.Caller;
import io.darkroom.service.access.Role;
import io.darkroom.service.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Imports over HTTP. */
@Path("/v1/imports")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Id.OPERATOR, Role.Id.ADMIN})
@Tag(name = "Imports", description = "What lies in buckets becomes assets, on the bulk lane.")
@RunOnVirtualThread
public class ImportResource {
    private static final String EXAMPLE =
            """
            {"source": "s3://pictures/2025/", "request": {"moderation": "auto"}, "rate": 50}\
            """;

    private final Imports imports;
    private final Caller caller;

    ImportResource(Imports imports, Caller caller) {
        this.imports = imports;
        this.caller = caller;
    }

    /** Begins one. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "import",
            summary = "Makes assets of everything under a prefix of a bucket",
            description =
                    "Objects are read by Darkroom itself, each becomes one asset however often it"
                        + " is imported, and their work goes out on the bulk lane, so that no"
                        + " upload waits for it. Only from buckets that the configuration allows"
                        + " the tenant (darkroom.intake.buckets). An import of the same source that"
                        + " is under way is the answer.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = ImportRequest.class),
                            examples = @ExampleObject(name = "a year", value = EXAMPLE)))
    @APIResponse(
            responseCode = "202",
            description = "It is under way; Location tells how far it has come",
            content = @Content(schema = @Schema(implementation = ImportView.class)))
    @APIResponse(
            responseCode = "422",
            description = "object-refused: the source is none to import from; or a field is wrong")
    public Response start(@Nullable ImportRequest request) {
        if (request == null) {
            throw ProblemType.REQUEST_MALFORMED.exception("The body is empty; name a source");
        }
        var asker = new Imports.Asker(caller.tenant(), caller.name(), caller.has(Role.ADMIN));
        ImportView started = imports.start(asker, request);
        return Response.accepted(started)
                .location(URI.create("/v1/imports/" + started.id()))
                .build();
    }

    /** How far one has come. */
    @GET
    @Path("/{id}")
    @Operation(operationId = "getImport", summary = "How far an import has come")
    @APIResponse(
            responseCode = "200",
            description = "The import",
            content = @Content(schema = @Schema(implementation = ImportView.class)))
    @APIResponse(responseCode = "404", description = "not-found: no such import")
    public ImportView one(
            @Parameter(
                            description = "The import's id",
                            example = "01939f4e-6b1c-7a52-9c0d-3f5e8a7b1c2d")
                    @PathParam("id")
                    String id) {
        return imports.find(caller.tenant(), id(id));
    }

    /** Ends one early. */
    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "cancelImport",
            summary = "Takes nothing further in",
            description = "What was taken in is worked on. Begun again, it goes on from there.")
    @APIResponse(
            responseCode = "200",
            description = "The import as it ended",
            content = @Content(schema = @Schema(implementation = ImportView.class)))
    @APIResponse(responseCode = "404", description = "not-found: no such import")
    public ImportView cancel(
            @Parameter(
                            description = "The import's id",
                            example = "01939f4e-6b1c-7a52-9c0d-3f5e8a7b1c2d")
                    @PathParam("id")
                    String id) {
        return imports.cancel(caller.tenant(), id(id));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemType.NOT_FOUND.exception("There is no import '" + text + "'");
        }
    }
}
