package io.darkroom.ingest.publication;

import io.darkroom.contracts.Asset;
import io.darkroom.ingest.asset.Withdrawal;
import io.darkroom.service.access.Caller;
import io.darkroom.service.access.Role;
import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
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

/** Takes published assets back. */
@Path("/v1/assets/{id}/withdrawal")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Id.REVIEWER, Role.Id.ADMIN})
@Tag(name = "Assets")
public class WithdrawalResource {
    private final Withdrawals withdrawals;
    private final Caller caller;

    WithdrawalResource(Withdrawals withdrawals, Caller caller) {
        this.withdrawals = withdrawals;
        this.caller = caller;
    }

    /** Takes the asset back. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "withdrawAsset",
            summary = "Takes a published asset back",
            description =
                    "Subscribers of the topic and of webhooks hear of it, links to its files are no"
                            + " longer given out, and its files leave the public bucket. A second"
                            + " request changes nothing. With If-Match only that revision is taken"
                            + " back.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = WithdrawalRequest.class),
                            examples =
                                    @ExampleObject(
                                            name = "a licence ended",
                                            value =
                                                    """
                                                    {"reason": "The licence ended."}
                                                    """)))
    @APIResponse(
            responseCode = "200",
            description = "The asset, WITHDRAWN",
            content = @Content(schema = @Schema(implementation = Asset.class)))
    @APIResponse(responseCode = "404", description = "asset-not-found")
    @APIResponse(responseCode = "409", description = "asset-not-withdrawable: it is not PUBLISHED")
    @APIResponse(responseCode = "412", description = "revision-stale: it was changed since")
    @APIResponse(responseCode = "422", description = "field-invalid: the reason is missing")
    public Uni<Response> withdraw(
            @Parameter(
                            description = "The asset's id",
                            example = "01939f4e-7a10-7000-8000-00000000a55e")
                    @PathParam("id")
                    String id,
            @Parameter(description = "The ETag of the revision that is meant", example = "\"7\"")
                    @HeaderParam("If-Match")
                    @Nullable String match,
            @Valid @NotNull WithdrawalRequest request) {
        var why = new Withdrawal(request.reason(), caller.name(), Instant.now());
        return withdrawals
                .withdraw(uuid(id), caller.tenant(), revision(match), why)
                .map(asset -> Response.ok(asset).tag(Long.toString(asset.revision())).build());
    }

    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException _) {
            throw ProblemType.ASSET_NOT_FOUND.exception(
                    "There is no asset '" + id + "' that this key may see");
        }
    }

    private static Optional<Long> revision(@Nullable String match) {
        if (match == null || match.equals("*")) {
            return Optional.empty();
        }
        if (!match.matches("\"\\d{1,18}\"")) {
            throw ProblemType.PARAMETER_INVALID.exception(
                    "Send the asset's ETag as If-Match, in its quotes.",
                    Problem.Place.of("If-Match", "must be one ETag such as \"7\""));
        }
        return Optional.of(Long.parseLong(match.substring(1, match.length() - 1)));
    }
}
