package io.darkroom.ingest.rerun;

import io.darkroom.service.access.Caller;
import io.darkroom.service.access.Role;
import io.darkroom.service.problem.ProblemType;
import io.smallrye.mutiny.Uni;
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

/** Has a stage run again for all assets that match a filter. */
@Path("/v1/reruns")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Id.OPERATOR, Role.Id.ADMIN})
@Tag(name = "Re-runs")
public class RerunResource {
    private static final String EXAMPLE =
            """
            {"stage": "caption", "filter": {"promptVersion": "3", "unedited": true},
             "dryRun": true}\
            """;

    private final RerunJobs jobs;
    private final Caller caller;

    RerunResource(RerunJobs jobs, Caller caller) {
        this.jobs = jobs;
        this.caller = caller;
    }

    /** Counts, or begins. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "rerun",
            summary = "Runs a stage again for all assets that match",
            description =
                    "With 'dryRun' it only counts, and says what the latest runs of those that"
                        + " match cost. Otherwise they are sent out on the bulk lane, a few at a"
                        + " time, so that no upload waits for them. Stages that are at work are"
                        + " left to it.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = RerunRequest.class),
                            examples =
                                    @ExampleObject(
                                            name = "captions of a prompt that nobody edited",
                                            value = EXAMPLE)))
    @APIResponse(
            responseCode = "200",
            description = "A dry run: what it would come to",
            content = @Content(schema = @Schema(implementation = RerunView.class)))
    @APIResponse(
            responseCode = "202",
            description = "It is sent out; Location tells how far it has come",
            content = @Content(schema = @Schema(implementation = RerunView.class)))
    @APIResponse(responseCode = "422", description = "field-invalid or unknown-field")
    public Uni<Response> start(@Nullable RerunRequest request) {
        if (request == null) {
            throw ProblemType.REQUEST_MALFORMED.exception(
                    "The body is empty; name stage and filter");
        }
        if (Boolean.TRUE.equals(request.dryRun())) {
            return jobs.estimate(caller.tenant(), request).map(view -> Response.ok(view).build());
        }
        return jobs.start(caller.tenant(), request, caller.name())
                .map(view ->
                        Response.accepted(view)
                                .location(URI.create("/v1/reruns/" + view.id()))
                                .build());
    }

    /** How far one has come. */
    @GET
    @Path("/{id}")
    @Operation(operationId = "getRerun", summary = "How far a re-run has come")
    @APIResponse(
            responseCode = "200",
            description = "The re-run",
            content = @Content(schema = @Schema(implementation = RerunView.class)))
    @APIResponse(responseCode = "404", description = "not-found: no such re-run")
    public Uni<RerunView> one(
            @Parameter(
                            description = "The re-run's id",
                            example = "01939f4e-6b1c-7a52-9c0d-3f5e8a7b1c2d")
                    @PathParam("id")
                    String id) {
        return jobs.find(caller.tenant(), id(id));
    }

    /** Ends one early. */
    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "cancelRerun",
            summary = "Sends nothing further out",
            description = "What was sent out already is worked on.")
    @APIResponse(
            responseCode = "200",
            description = "The re-run as it ended",
            content = @Content(schema = @Schema(implementation = RerunView.class)))
    @APIResponse(responseCode = "404", description = "not-found: no such re-run")
    public Uni<RerunView> cancel(
            @Parameter(
                            description = "The re-run's id",
                            example = "01939f4e-6b1c-7a52-9c0d-3f5e8a7b1c2d")
                    @PathParam("id")
                    String id) {
        return jobs.cancel(caller.tenant(), id(id));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemType.NOT_FOUND.exception("There is no re-run '" + text + "'");
        }
    }
}
