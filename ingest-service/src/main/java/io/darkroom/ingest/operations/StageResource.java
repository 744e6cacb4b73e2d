package io.darkroom.ingest.operations;

import io.darkroom.contracts.StageControl;
import io.darkroom.ingest.operations.StageView.WordView;
import io.darkroom.ingest.steering.Steering;
import io.darkroom.service.access.Caller;
import io.darkroom.service.access.Role;
import io.darkroom.service.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Shows and steers stages. */
@Path("/v1/stages")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Id.OPERATOR, Role.Id.ADMIN})
@Tag(name = "Operations", description = "Stages and dead letters, for those who run Darkroom.")
@RunOnVirtualThread
public class StageResource {
    private static final String FORBIDDEN =
            "forbidden: no operator or admin of a tenant that runs the installation";
    private static final String TENANCY = "x-darkroom-tenancy";

    private final StageBoard board;
    private final Steering steering;
    private final SteeredStages stages;
    private final Caller caller;

    StageResource(StageBoard board, Steering steering, SteeredStages stages, Caller caller) {
        this.board = board;
        this.steering = steering;
        this.stages = stages;
        this.caller = caller;
    }

    /** Every stage. */
    @GET
    @Operation(
            operationId = "listStages",
            summary = "How every stage stands, over all its instances",
            description =
                    "The backlog is what the database owes; work in flight, rates and instances are"
                            + " what the instances said within the past seconds.")
    @APIResponse(
            responseCode = "200",
            description = "The stages, in their order",
            content = @Content(schema = @Schema(implementation = StageView.All.class)))
    @APIResponse(responseCode = "403", description = FORBIDDEN)
    public StageView.All list() {
        stages.require(caller);
        return board.all();
    }

    /** Pauses one. */
    @PUT
    @Path("/{stage}/pause")
    @Consumes(MediaType.APPLICATION_JSON)
    @Extension(name = TENANCY, value = "own")
    @Operation(
            operationId = "pauseStage",
            summary = "Pauses a stage on all its instances",
            description =
                    "No instance takes further records, one that starts later does not either; what"
                        + " is in work is brought to its end. Nothing is lost, and nothing times"
                        + " out for the pause. Only a person resumes what a person paused.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = PauseRequest.class),
                            examples =
                                    @ExampleObject(
                                            name = "for a night",
                                            value = "{\"reason\": \"The model is being moved.\"}")))
    @APIResponse(
            responseCode = "200",
            description = "The word that was said; GET /v1/stages shows who obeys it",
            content = @Content(schema = @Schema(implementation = WordView.class)))
    @APIResponse(responseCode = "403", description = FORBIDDEN)
    @APIResponse(responseCode = "422", description = "stage-unknown, or field-invalid")
    public WordView pause(@BeanParam StagePath path, @Nullable PauseRequest request) {
        String reason = request == null ? null : request.reason();
        return said(steering.pause(stages.known(path, caller), caller.name(), reason));
    }

    /** Resumes one. */
    @DELETE
    @Path("/{stage}/pause")
    @Extension(name = TENANCY, value = "own")
    @Operation(
            operationId = "resumeStage",
            summary = "Lets a stage work again",
            description = "What waited has its whole time from now on before it is overdue.")
    @APIResponse(
            responseCode = "200",
            description = "The word that was said",
            content = @Content(schema = @Schema(implementation = WordView.class)))
    @APIResponse(responseCode = "403", description = FORBIDDEN)
    @APIResponse(responseCode = "422", description = "stage-unknown")
    public WordView resume(@BeanParam StagePath path) {
        return said(steering.resume(stages.known(path, caller), caller.name()));
    }

    /** Resizes one. */
    @PUT
    @Path("/{stage}/concurrency")
    @Consumes(MediaType.APPLICATION_JSON)
    @Extension(name = TENANCY, value = "own")
    @Operation(
            operationId = "setStageConcurrency",
            summary = "Sets how many records each instance works on at once",
            description =
                    "On every instance, those that start later included. Half of the places, but at"
                            + " least one, may go to the bulk lane while no live work waits.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = ConcurrencyRequest.class),
                            examples =
                                    @ExampleObject(
                                            name = "four each",
                                            value = "{\"concurrency\": 4}")))
    @APIResponse(
            responseCode = "200",
            description = "The word that was said",
            content = @Content(schema = @Schema(implementation = WordView.class)))
    @APIResponse(responseCode = "403", description = FORBIDDEN)
    @APIResponse(responseCode = "422", description = "stage-unknown, or field-invalid")
    public WordView concurrency(@BeanParam StagePath path, @Nullable ConcurrencyRequest request) {
        if (request == null) {
            throw ProblemType.REQUEST_MALFORMED.exception("The body is empty; name concurrency");
        }
        return said(
                steering.concurrency(
                        stages.known(path, caller), request.concurrency(), caller.name()));
    }

    /** Gives one back its own size. */
    @DELETE
    @Path("/{stage}/concurrency")
    @Extension(name = TENANCY, value = "own")
    @Operation(
            operationId = "resetStageConcurrency",
            summary = "Lets each instance work on as many records as it is configured to")
    @APIResponse(
            responseCode = "200",
            description = "The word that was said",
            content = @Content(schema = @Schema(implementation = WordView.class)))
    @APIResponse(responseCode = "403", description = FORBIDDEN)
    @APIResponse(responseCode = "422", description = "stage-unknown")
    public WordView ownConcurrency(@BeanParam StagePath path) {
        return said(steering.concurrency(stages.known(path, caller), null, caller.name()));
    }

    private WordView said(Uni<StageControl> word) {
        StageControl said = word.await().indefinitely();
        board.changed();
        return StageBoard.view(said);
    }
}
