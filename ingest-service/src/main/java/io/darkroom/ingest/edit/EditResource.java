package io.darkroom.ingest.edit;

import io.darkroom.contracts.Asset;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.query.AssetReader;
import io.darkroom.ingest.upload.UploadRequests;
import io.darkroom.service.access.Caller;
import io.darkroom.service.access.Role;
import io.darkroom.service.http.Preconditions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Takes what people write into records. */
@Path("/v1/assets/{id}")
@Tag(name = "Assets")
public class EditResource {
    static final String MERGE_PATCH = "application/merge-patch+json";

    private final Editing editing;
    private final UploadRequests requests;
    private final Caller caller;

    EditResource(Editing editing, UploadRequests requests, Caller caller) {
        this.editing = editing;
        this.requests = requests;
        this.caller = caller;
    }

    /** Changes a record. */
    @PATCH
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.Id.REVIEWER, Role.Id.OPERATOR, Role.Id.ADMIN})
    @Operation(
            operationId = "patchAsset",
            summary = "Writes a person's captions, tags, focal point or metadata into the record",
            description =
                    "A JSON Merge Patch (RFC 7396). A person's value wins over every later run."
                        + " 'captions' are applied by language; 'tags' is the list wanted: what it"
                        + " leaves out is rejected, now and in later runs. null takes a person's"
                        + " values back. Another focal point has smart-crop run again at once. A"
                        + " published asset stays published, as a new revision; one in review is"
                        + " reviewed as it is now.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MERGE_PATCH,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            description =
                                                    "Any of captions, tags, focalPoint, metadata"),
                            examples =
                                    @ExampleObject(
                                            name = "captionAndFocalPoint",
                                            value =
                                                    """
                                                    {"captions": [{"language": "en", "alt": "A laid table"}],
                                                     "focalPoint": {"x": 0.5, "y": 0.4}}\
                                                    """)))
    @APIResponse(
            responseCode = "200",
            description = "The asset as it is now; ETag is its revision",
            content = @Content(schema = @Schema(implementation = Asset.class)))
    @APIResponse(responseCode = "404", description = "asset-not-found: none that the key may see")
    @APIResponse(responseCode = "409", description = "asset-not-editable: the original is unusable")
    @APIResponse(responseCode = "412", description = "revision-stale: somebody was quicker")
    @APIResponse(
            responseCode = "422",
            description =
                    "field-invalid, unknown-field, language-invalid, focal-point-invalid or"
                            + " metadata-too-large; everything that is wrong is named. What people"
                            + " wrote about one asset may have 256 KiB as JSON")
    @APIResponse(responseCode = "428", description = "precondition-missing: send If-Match")
    public Uni<Response> patch(
            @Parameter(
                            description = "The asset's id",
                            example = "01939f4e-6b1c-7a52-9c0d-3f5e8a7b1c2d")
                    @PathParam("id")
                    String id,
            byte[] patch,
            @Parameter(
                            description = "The ETag of the record that the change is based on",
                            required = true,
                            schema = @Schema(implementation = String.class),
                            example = "\"3\"")
                    @HeaderParam("If-Match")
                    @Nullable String ifMatch) {
        var preconditions = new Preconditions(ifMatch, null).ifMatchNeeded();
        var editor = new Editing.Editor(caller.tenant(), caller.name());
        return editing.edit(
                        AssetReader.id(id), editor, requests.read(patch, "The body"), preconditions)
                .map(EditResource::answer);
    }

    private static Response answer(AssetRows rows) {
        return Response.ok(rows.record())
                .tag(new EntityTag(Long.toString(rows.asset().revision())))
                .build();
    }
}
