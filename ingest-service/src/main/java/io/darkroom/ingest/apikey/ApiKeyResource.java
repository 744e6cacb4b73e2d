package io.darkroom.ingest.apikey;

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
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** API keys of the caller's tenant. */
@Path("/v1/api-keys")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Id.OPERATOR, Role.Id.ADMIN})
@Tag(name = "Access", description = "Who may call, and what they may do.")
class ApiKeyResource {
    private final KeyRing keys;
    private final Caller caller;

    ApiKeyResource(KeyRing keys, Caller caller) {
        this.keys = keys;
        this.caller = caller;
    }

    /** Creates a key. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createApiKey",
            summary = "Creates a key, and shows it this once",
            description =
                    "The key belongs to the caller's tenant. It opens ingest-service at once and"
                        + " moderation-service within seconds. Nobody can read it again: who loses"
                        + " it creates another one and takes the lost one back.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = ApiKeyRequest.class),
                            examples =
                                    @ExampleObject(
                                            name = "a backend that uploads, for a while",
                                            value =
                                                    """
                                                    {"name": "shop-backend", "roles": ["uploader"], "expiresAt": "2099-01-01T00:00:00Z"}
                                                    """)))
    @APIResponse(
            responseCode = "201",
            description = "The key, with its text; Location is the key",
            content = @Content(schema = @Schema(implementation = ApiKeyView.class)))
    @APIResponse(
            responseCode = "403",
            description =
                    "forbidden: the caller is neither operator nor admin, or gives a role that only"
                            + " an admin gives")
    public Uni<Response> create(@Nullable ApiKeyRequest request) {
        if (request == null) {
            throw ProblemType.REQUEST_MALFORMED.exception("Send what the key is to be as JSON.");
        }
        var checked = request.checked(caller.has(Role.ADMIN), Instant.now());
        return keys.create(checked, caller.tenant(), caller.name())
                .map(view ->
                        Response.created(URI.create("/v1/api-keys/" + view.id()))
                                .entity(view)
                                .build());
    }

    /** Lists the keys. */
    @GET
    @Operation(
            operationId = "listApiKeys",
            summary = "The keys of the tenant, newest first",
            description =
                    "Without their text. Keys that were taken back or have expired are listed, too;"
                            + " keys of the configuration are not.")
    @APIResponse(
            responseCode = "200",
            description = "The keys",
            content = @Content(schema = @Schema(implementation = ApiKeyView.All.class)))
    public Uni<ApiKeyView.All> list() {
        return keys.all(caller.tenant()).map(ApiKeyView.All::new);
    }

    /** Takes a key back. */
    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "revokeApiKey",
            summary = "Takes a key back",
            description =
                    "It opens nothing any more: on this instance from now on, elsewhere within"
                            + " seconds. Taking it back once more changes nothing.")
    @APIResponse(responseCode = "204", description = "It is taken back")
    @APIResponse(
            responseCode = "404",
            description = "api-key-not-found: none of the tenant's has this id")
    public Uni<Void> revoke(
            @Parameter(description = "The key's id", example = "k7m2qx4vbn3tzaue") @PathParam("id")
                    String id) {
        return keys.revoke(id, caller.tenant(), caller.name());
    }
}
