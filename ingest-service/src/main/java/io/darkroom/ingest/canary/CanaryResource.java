package io.darkroom.ingest.canary;

import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageControl;
import io.darkroom.ingest.operations.StageBoard;
import io.darkroom.ingest.operations.StagePath;
import io.darkroom.ingest.operations.StageView.WordView;
import io.darkroom.ingest.operations.SteeredStages;
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

/** Tries another model or version of a stage beside it. */
@Path("/v1/stages/{stage}/canary")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Id.OPERATOR, Role.Id.ADMIN})
@Tag(name = "Operations")
@RunOnVirtualThread
public class CanaryResource {
    private static final String FORBIDDEN =
            "forbidden: no operator or admin of a tenant that runs the installation";
    private static final String TENANCY = "x-darkroom-tenancy";

    private final Canaries canaries;
    private final StageBoard board;
    private final Steering steering;
    private final SteeredStages stages;
    private final Caller caller;

    CanaryResource(
            Canaries canaries,
            StageBoard board,
            Steering steering,
            SteeredStages stages,
            Caller caller) {
        this.canaries = canaries;
        this.board = board;
        this.steering = steering;
        this.stages = stages;
        this.caller = caller;
    }

    /** How it does. */
    @GET
    @Extension(name = TENANCY, value = "own")
    @Operation(
            operationId = "getCanary",
            summary = "A canary's outcomes beside its stage's, of the same assets",
            description =
                    "Failures, time, cost, length and agreement, over the latest 1000 assets that"
                            + " both have ended, and those on which they agree least. Without a"
                            + " canary, share is absent.")
    @APIResponse(
            responseCode = "200",
            description = "The comparison",
            content = @Content(schema = @Schema(implementation = CanaryView.class)))
    @APIResponse(responseCode = "403", description = FORBIDDEN)
    @APIResponse(responseCode = "422", description = "stage-unknown")
    public CanaryView show(@BeanParam StagePath path) {
        return canaries.of(stages.known(path, caller));
    }

    /** Starts one, or changes its share. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Extension(name = TENANCY, value = "own")
    @Operation(
            operationId = "startCanary",
            summary = "Has a canary do a share of a stage's work once more",
            description =
                    "The canary is a deployment of the stage of its own, with another model or"
                        + " version and darkroom.canary.name. It does its share of what is sent out"
                        + " from now on beside the stage: what it makes is compared, and reaches no"
                        + " record and no subscriber. The same name again changes the share;"
                        + " another name takes the place of the canary before.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = CanaryRequest.class),
                            examples =
                                    @ExampleObject(
                                            name = "a tenth",
                                            value =
                                                    "{\"name\": \"larger-model\", \"percent\":"
                                                            + " 10}")))
    @APIResponse(
            responseCode = "200",
            description = "The word that was said",
            content = @Content(schema = @Schema(implementation = WordView.class)))
    @APIResponse(responseCode = "403", description = FORBIDDEN)
    @APIResponse(responseCode = "422", description = "stage-unknown, or field-invalid")
    public WordView start(@BeanParam StagePath path, @Nullable CanaryRequest request) {
        Stage stage = stages.known(path, caller);
        if (request == null) {
            throw ProblemType.REQUEST_MALFORMED.exception(
                    "The body is empty; name the canary, and its percent");
        }
        return said(steering.startCanary(stage, request.name(), request.percent(), caller.name()));
    }

    /** Stops it. */
    @DELETE
    @Extension(name = TENANCY, value = "own")
    @Operation(
            operationId = "stopCanary",
            summary = "Has no canary work beside a stage any more",
            description = "What it made is kept for as long as darkroom.canary.retention says.")
    @APIResponse(
            responseCode = "200",
            description = "The word that was said",
            content = @Content(schema = @Schema(implementation = WordView.class)))
    @APIResponse(responseCode = "403", description = FORBIDDEN)
    @APIResponse(responseCode = "422", description = "stage-unknown")
    public WordView stop(@BeanParam StagePath path) {
        return said(steering.stopCanary(stages.known(path, caller), caller.name()));
    }

    private WordView said(Uni<StageControl> word) {
        StageControl said = word.await().indefinitely();
        board.changed();
        return StageBoard.view(said);
    }
}
