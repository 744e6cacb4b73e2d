package io.darkroom.ingest.story;

import io.darkroom.ingest.query.AssetReader;
import io.darkroom.service.access.Caller;
import io.darkroom.service.access.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells an asset's story. */
@Path("/v1/assets/{id}/story")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Id.OPERATOR, Role.Id.ADMIN})
@Tag(name = "Operations")
@RunOnVirtualThread
public class StoryResource {
    private final Stories stories;
    private final Caller caller;

    StoryResource(Stories stories, Caller caller) {
        this.stories = stories;
        this.caller = caller;
    }

    /** One asset's. */
    @GET
    @Operation(
            operationId = "getAssetStory",
            summary = "What happened to an asset, in order, and what it waits for",
            description =
                    "Every hop, attempt and error, with trace ids and who decided: from the record,"
                        + " the dead letters, and the events that the topics still hold (looked for"
                        + " in one partition of each, for a few seconds at most).")
    @APIResponse(
            responseCode = "200",
            description = "The story",
            content = @Content(schema = @Schema(implementation = StoryView.class)))
    @APIResponse(responseCode = "404", description = "asset-not-found: none of this tenant's")
    public StoryView one(
            @Parameter(
                            description = "The asset's id",
                            example = "01939f4e-6b1c-7a52-9c0d-3f5e8a7b1c2d")
                    @PathParam("id")
                    String id) {
        return stories.of(AssetReader.id(id), caller.tenant());
    }
}
