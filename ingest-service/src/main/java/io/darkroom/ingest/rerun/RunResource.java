package io.darkroom.ingest.rerun;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Stage;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.query.AssetReader;
import io.darkroom.service.access.Caller;
import io.darkroom.service.access.Role;
import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Has one stage of one asset run again. */
@Path("/v1/assets/{id}/stages/{stage}/runs")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Id.OPERATOR, Role.Id.ADMIN})
@Tag(name = "Re-runs", description = "Stages that run again.")
public class RunResource {
    private final Reruns reruns;
    private final Caller caller;

    RunResource(Reruns reruns, Caller caller) {
        this.reruns = reruns;
        this.caller = caller;
    }

    /** Runs the stage again. */
    @POST
    @Operation(
            operationId = "runStage",
            summary = "Runs one stage again",
            description =
                    "The work is done anew, and paid for anew, also where the same was done before."
                            + " What the stage found stands until then; what people wrote stands"
                            + " whatever comes. A stage that is at work is left to it.")
    @APIResponse(
            responseCode = "202",
            description = "The asset, with the stage PENDING; ETag is its revision",
            content = @Content(schema = @Schema(implementation = Asset.class)))
    @APIResponse(responseCode = "404", description = "asset-not-found: none that the key may see")
    @APIResponse(responseCode = "422", description = "stage-unknown or stage-not-planned")
    public Uni<Response> run(
            @Parameter(
                            description = "The asset's id",
                            example = "01939f4e-6b1c-7a52-9c0d-3f5e8a7b1c2d")
                    @PathParam("id")
                    String id,
            @Parameter(
                            description = "The stage's name",
                            schema = @Schema(implementation = Stage.class),
                            example = "caption")
                    @PathParam("stage")
                    String stage) {
        return reruns.one(AssetReader.id(id), caller.tenant(), stage(stage))
                .map(RunResource::answer);
    }

    static Stage stage(String name) {
        return Stage.find(name)
                .orElseThrow(() -> {
                    String detail =
                            "'%s' is no stage; stages are caption, auto-tag, smart-crop and outpaint"
                                    .formatted(name);
                    return ProblemType.STAGE_UNKNOWN.exception(
                            detail, Problem.Place.of("stage", detail));
                });
    }

    private static Response answer(AssetRows rows) {
        return Response.accepted(rows.record())
                .location(URI.create("/v1/assets/" + rows.asset().id()))
                .tag(new EntityTag(Long.toString(rows.asset().revision())))
                .build();
    }
}
