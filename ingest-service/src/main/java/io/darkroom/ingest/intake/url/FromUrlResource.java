package io.darkroom.ingest.intake.url;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.AssetProvenance;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.asset.Lane;
import io.darkroom.ingest.idempotency.Idempotency;
import io.darkroom.ingest.idempotency.Subject;
import io.darkroom.ingest.intake.Accepted;
import io.darkroom.ingest.intake.IntakeBody;
import io.darkroom.ingest.intake.JsonBodies;
import io.darkroom.ingest.upload.FileContent;
import io.darkroom.ingest.upload.FileName;
import io.darkroom.ingest.upload.NewUpload;
import io.darkroom.ingest.upload.UploadRequests;
import io.darkroom.ingest.upload.Uploads;
import io.darkroom.service.access.Caller;
import io.darkroom.service.access.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
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

/** Takes in what lies at a URL. */
@Path("/v1/assets/from-url")
@Tag(name = "Assets")
class FromUrlResource {
    private static final int LONGEST_URL = 2_048;
    private static final int LONGEST_NAME = 255;

    private final Caller caller;
    private final JsonBodies bodies;
    private final UploadRequests requests;
    private final UrlFetcher fetcher;
    private final Uploads uploads;
    private final Idempotency idempotency;

    FromUrlResource(
            Caller caller,
            JsonBodies bodies,
            UploadRequests requests,
            UrlFetcher fetcher,
            Uploads uploads,
            Idempotency idempotency) {
        this.caller = caller;
        this.bodies = bodies;
        this.requests = requests;
        this.fetcher = fetcher;
        this.uploads = uploads;
        this.idempotency = idempotency;
    }

    /** Fetches the file and takes it in; answers once it is an asset. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.Id.UPLOADER, Role.Id.ADMIN})
    @RunOnVirtualThread
    @Operation(
            operationId = "uploadFromUrl",
            summary = "Takes in what lies at a URL",
            description =
                    "The file is fetched before the answer: in time, size and redirects as"
                            + " configured, and from public addresses only.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = FromUrlRequest.class),
                            examples =
                                    @ExampleObject(
                                            name = "a picture on a web server",
                                            value = FromUrlRequest.EXAMPLE)))
    @APIResponse(
            responseCode = "202",
            description = "Accepted; Location is the asset, ETag its revision",
            content = @Content(schema = @Schema(implementation = Asset.class)))
    @APIResponse(responseCode = "400", description = "request-malformed")
    @APIResponse(responseCode = "409", description = "external-id-taken or idempotency-key-in-use")
    @APIResponse(responseCode = "413", description = "file-too-large")
    @APIResponse(
            responseCode = "415",
            description = "not-an-image, svg-unsupported or media-type-unsupported")
    @APIResponse(
            responseCode = "422",
            description =
                    "fetch-refused, fetch-failed, idempotency-key-reused, what the picture is, or"
                            + " what the request says")
    public Response fromUrl(
            @Parameter(
                            description = Idempotency.DESCRIPTION,
                            schema = @Schema(implementation = String.class))
                    @HeaderParam("Idempotency-Key")
                    @Nullable String idempotencyKey,
            InputStream json)
            throws IOException {
        IntakeBody body = bodies.read(json);
        String url = body.required("url", LONGEST_URL);
        String fileName = FileName.clean(body.fields().text("fileName", LONGEST_NAME));
        UploadRequest request = body.request(requests, caller.tenant(), caller.has(Role.ADMIN));
        body.requireNothingElse();
        return idempotency.once(
                caller.tenant(),
                idempotencyKey,
                () -> body.fingerprint("POST /v1/assets/from-url"),
                subject ->
                        Accepted.of(
                                take(
                                        subject,
                                        Objects.requireNonNull(url),
                                        fileName,
                                        Objects.requireNonNull(request))));
    }

    private AssetRows take(
            Subject subject, String url, @Nullable String fileName, UploadRequest request) {
        try (Fetched fetched = fetcher.fetch(url)) {
            return uploads.accept(
                    new NewUpload(
                            subject,
                            FileContent.of(fetched.path()),
                            fileName == null ? fetched.fileName() : fileName,
                            caller.tenant(),
                            request,
                            new AssetProvenance(AssetProvenance.Via.URL, fetched.reference()),
                            (session, _) -> idempotency.owed(session, subject),
                            Lane.LIVE));
        }
    }
}
