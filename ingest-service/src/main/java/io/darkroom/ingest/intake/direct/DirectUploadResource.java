package io.darkroom.ingest.intake.direct;

import io.darkroom.contracts.Asset;
import io.darkroom.ingest.idempotency.Idempotency;
import io.darkroom.ingest.intake.Accepted;
import io.darkroom.ingest.intake.JsonBodies;
import io.darkroom.service.access.Caller;
import io.darkroom.service.access.Role;
import io.darkroom.service.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
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

/** Uploads that go to the object store directly. */
@Path("/v1/uploads")
@Tag(name = "Direct uploads")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class DirectUploadResource {
    private final Caller caller;
    private final JsonBodies bodies;
    private final AnnouncementReader announcements;
    private final DirectUploads uploads;
    private final Completion completion;
    private final Idempotency idempotency;

    DirectUploadResource(
            Caller caller,
            JsonBodies bodies,
            AnnouncementReader announcements,
            DirectUploads uploads,
            Completion completion,
            Idempotency idempotency) {
        this.caller = caller;
        this.bodies = bodies;
        this.announcements = announcements;
        this.uploads = uploads;
        this.completion = completion;
        this.idempotency = idempotency;
    }

    /** Begins an upload: answers with the signed requests that send its bytes. */
    @POST
    @RolesAllowed({Role.Id.UPLOADER, Role.Id.ADMIN})
    @RunOnVirtualThread
    @Operation(
            operationId = "beginDirectUpload",
            summary = "Begins an upload that goes to the object store directly",
            description =
                    "The request is checked at once. The answer holds one signed request for the"
                            + " file, or one for each part of a large file.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DirectUploadRequest.class),
                            examples =
                                    @ExampleObject(
                                            name = "a picture that is about to be sent",
                                            value = DirectUploadRequest.EXAMPLE)))
    @APIResponse(
            responseCode = "201",
            description = "How to send the file",
            content = @Content(schema = @Schema(implementation = DirectUploadView.class)))
    @APIResponse(responseCode = "400", description = "request-malformed")
    @APIResponse(responseCode = "409", description = "idempotency-key-in-use")
    @APIResponse(responseCode = "413", description = "file-too-large")
    @APIResponse(responseCode = "415", description = "media-type-unsupported")
    @APIResponse(
            responseCode = "422",
            description =
                    "idempotency-key-reused, field-invalid, unknown-field, or what else is wrong"
                            + " with the request")
    public Response begin(
            @Parameter(
                            description = Idempotency.DESCRIPTION,
                            schema = @Schema(implementation = String.class))
                    @HeaderParam("Idempotency-Key")
                    @Nullable String idempotencyKey,
            InputStream json)
            throws IOException {
        var body = bodies.read(json);
        var announced = announcements.read(body, caller.tenant(), caller.has(Role.ADMIN));
        return idempotency.once(
                caller.tenant(),
                idempotencyKey,
                () -> body.fingerprint("POST /v1/uploads"),
                subject -> {
                    var view = uploads.begin(subject.id(), caller.tenant(), announced);
                    return Response.created(URI.create("/v1/uploads/" + view.id()))
                            .entity(view)
                            .build();
                });
    }

    /** Makes an asset of an upload whose bytes have arrived. */
    @POST
    @Path("/{id}/completion")
    @RolesAllowed({Role.Id.UPLOADER, Role.Id.ADMIN})
    @RunOnVirtualThread
    @Operation(
            operationId = "completeDirectUpload",
            summary = "Makes an asset of an upload whose bytes have arrived",
            description = "Completing again gives the same asset.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DirectUploadCompletion.class),
                            examples =
                                    @ExampleObject(
                                            name = "a file with its checksum",
                                            value = DirectUploadCompletion.EXAMPLE)))
    @APIResponse(
            responseCode = "202",
            description = "Accepted; Location is the asset, ETag its revision",
            content = @Content(schema = @Schema(implementation = Asset.class)))
    @APIResponse(responseCode = "400", description = "request-malformed")
    @APIResponse(responseCode = "404", description = "upload-not-found")
    @APIResponse(
            responseCode = "409",
            description =
                    "upload-incomplete, upload-expired, external-id-taken or"
                            + " idempotency-key-in-use")
    @APIResponse(responseCode = "415", description = "not-an-image or svg-unsupported")
    @APIResponse(
            responseCode = "422",
            description = "upload-mismatch, idempotency-key-reused, or what the picture is")
    public Response complete(
            @Parameter(
                            description = "The upload's id",
                            example = "01939f4e-6b1c-7a52-9c0d-3f5e8a7b1c2d")
                    @PathParam("id")
                    String id,
            @Parameter(
                            description = Idempotency.DESCRIPTION,
                            schema = @Schema(implementation = String.class))
                    @HeaderParam("Idempotency-Key")
                    @Nullable String idempotencyKey,
            InputStream json)
            throws IOException {
        var body = bodies.readLong(json);
        var request = CompletionRequest.read(body);
        UUID upload = uploadId(id);
        return idempotency.once(
                caller.tenant(),
                idempotencyKey,
                () -> body.fingerprint("POST /v1/uploads/" + upload + "/completion"),
                _ -> Accepted.of(completion.complete(upload, caller.tenant(), request)));
    }

    private static UUID uploadId(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemType.UPLOAD_NOT_FOUND.exception("There is no upload with this id");
        }
    }
}
