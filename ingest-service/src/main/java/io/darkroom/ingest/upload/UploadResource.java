package io.darkroom.ingest.upload;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.AssetProvenance;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.asset.Lane;
import io.darkroom.ingest.idempotency.Idempotency;
import io.darkroom.service.access.Caller;
import io.darkroom.service.access.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Takes uploads. */
@Path("/v1/assets")
@Tag(name = "Assets")
class UploadResource {
    private final Caller caller;
    private final Uploads uploads;
    private final StageWaiter waiter;
    private final UploadConfig config;
    private final UploadForms forms;
    private final UploadRequests requests;
    private final Idempotency idempotency;

    UploadResource(
            Caller caller,
            Uploads uploads,
            StageWaiter waiter,
            UploadConfig config,
            UploadForms forms,
            UploadRequests requests,
            Idempotency idempotency) {
        this.caller = caller;
        this.uploads = uploads;
        this.waiter = waiter;
        this.config = config;
        this.forms = forms;
        this.requests = requests;
        this.idempotency = idempotency;
    }

    /** Takes a picture in, and waits for its stages where asked to. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.Id.UPLOADER, Role.Id.ADMIN})
    @RunOnVirtualThread
    @Operation(
            operationId = "uploadAsset",
            summary = "Takes a picture in",
            description =
                    "Parts in any order: 'file' once, 'request' (JSON) once at most. The picture's"
                        + " structure is checked to its end before it is accepted; then its stages"
                        + " are sent out. With 'wait' the answer comes when the named stages have"
                        + " ended, or when the time is up.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = UploadParts.class),
                            examples =
                                    @ExampleObject(
                                            name = "a picture with captions in two languages",
                                            value = UploadParts.EXAMPLE)))
    @APIResponse(
            responseCode = "202",
            description = "Accepted; Location is the asset, ETag its revision",
            content = @Content(schema = @Schema(implementation = Asset.class)))
    @APIResponse(
            responseCode = "200",
            description = "All stages that were waited for have ended, whatever their status",
            content = @Content(schema = @Schema(implementation = Asset.class)))
    @APIResponse(
            responseCode = "400",
            description =
                    "request-malformed, parameter-invalid, file-part-missing or file-part-repeated")
    @APIResponse(responseCode = "408", description = "upload-too-slow: nothing came for 30 seconds")
    @APIResponse(responseCode = "409", description = "external-id-taken or idempotency-key-in-use")
    @APIResponse(
            responseCode = "413",
            description = "file-too-large: the file, or the part 'request'")
    @APIResponse(
            responseCode = "415",
            description = "not-an-image, svg-unsupported or media-type-unsupported")
    @APIResponse(
            responseCode = "422",
            description =
                    "What the picture is (empty-file, image-truncated, image-corrupt,"
                        + " image-too-large) or what the request says (unknown-field,"
                        + " field-invalid, stage-unknown, ratio-invalid, focal-point-invalid,"
                        + " language-invalid, preset-unknown, vocabulary-unknown,"
                        + " request-contradictory, outpaint-instruction-missing,"
                        + " instruction-refused, metadata-too-large), or idempotency-key-reused")
    public Response upload(
            InputStream body,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_LENGTH)
                    @Nullable Long contentLength,
            @Parameter(
                            description = "Stages to wait for, separated by commas",
                            schema = @Schema(implementation = String.class))
                    @QueryParam("wait")
                    @Nullable String waitFor,
            @Parameter(
                            description = "How long to wait: seconds or milliseconds, 30s at most",
                            schema = @Schema(implementation = String.class))
                    @QueryParam("timeout")
                    @Nullable String timeout,
            @Parameter(
                            description = Idempotency.DESCRIPTION,
                            schema = @Schema(implementation = String.class))
                    @HeaderParam("Idempotency-Key")
                    @Nullable String idempotencyKey)
            throws IOException {
        try (var form = forms.read(body, contentType, contentLength)) {
            return accept(form, waitFor, timeout, idempotencyKey);
        }
    }

    private Response accept(
            UploadForm form,
            @Nullable String waitFor,
            @Nullable String timeout,
            @Nullable String idempotencyKey) {
        UploadRequest request = effective(form.request());
        var wait = Wait.parse(waitFor, timeout, stages(request), config);
        return idempotency.once(
                caller.tenant(),
                idempotencyKey,
                form::fingerprint,
                subject -> {
                    var upload =
                            new NewUpload(
                                    subject,
                                    form.content(),
                                    form.fileName(),
                                    caller.tenant(),
                                    request,
                                    AssetProvenance.HTTP,
                                    (session, _) -> idempotency.owed(session, subject),
                                    Lane.LIVE);
                    return answer(uploads.accept(upload), wait);
                });
    }

    private Response answer(AssetRows accepted, Wait wait) {
        if (wait.stages().isEmpty()) {
            return answer(Response.Status.ACCEPTED, accepted);
        }
        AssetRows now = waiter.await(accepted.asset().id(), wait);
        return answer(wait.isOver(now) ? Response.Status.OK : Response.Status.ACCEPTED, now);
    }

    private UploadRequest effective(byte @Nullable [] json) {
        return requests.effective(
                caller.tenant(),
                json == null
                        ? Json.mapper().createObjectNode()
                        : requests.read(json, "The part 'request'"),
                caller.has(Role.ADMIN));
    }

    private static List<Stage> stages(UploadRequest effective) {
        return Objects.requireNonNull(effective.stages());
    }

    private static Response answer(Response.Status status, AssetRows rows) {
        var asset = rows.record();
        return Response.status(status)
                .location(URI.create("/v1/assets/" + asset.id()))
                .tag(new EntityTag(Long.toString(asset.revision())))
                .entity(asset)
                .build();
    }
}
