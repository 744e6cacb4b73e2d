package io.darkroom.ingest.webhook;

import io.darkroom.service.access.Caller;
import io.darkroom.service.access.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The endpoints that a tenant's messages go to. */
@Path("/v1/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.Id.ADMIN)
@RunOnVirtualThread
@Tag(name = "Webhooks", description = "Signed messages to addresses (Standard Webhooks 1.0).")
public class WebhookResource {
    private final Webhooks webhooks;
    private final Caller caller;

    WebhookResource(Webhooks webhooks, Caller caller) {
        this.webhooks = webhooks;
        this.caller = caller;
    }

    /** Adds an endpoint. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "addWebhook",
            summary = "Adds an endpoint",
            description =
                    "The answer holds the secret that signs its messages; no later answer does.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = WebhookRequest.class),
                            examples =
                                    @ExampleObject(
                                            name = "all of a shop's events",
                                            value =
                                                    """
                                                    {"url": "https://shop.example/hooks/darkroom", "events": ["asset.enriched", "asset.withdrawn", "asset.erased"]}
                                                    """)))
    @APIResponse(
            responseCode = "201",
            description = "The endpoint, with its secret",
            content = @Content(schema = @Schema(implementation = WebhookView.class)))
    @APIResponse(responseCode = "409", description = "webhook-limit-reached")
    @APIResponse(responseCode = "422", description = "webhook-url-refused or field-invalid")
    public Response add(@Valid @NotNull WebhookRequest request) {
        var added = webhooks.add(caller.tenant(), request);
        return secret(Response.created(URI.create("/v1/webhooks/" + added.id())).entity(added));
    }

    /** All endpoints. */
    @GET
    @Operation(operationId = "listWebhooks", summary = "All endpoints of the tenant")
    @APIResponse(
            responseCode = "200",
            description = "The endpoints, without their secrets",
            content = @Content(schema = @Schema(implementation = WebhookView.Page.class)))
    public WebhookView.Page list() {
        return new WebhookView.Page(webhooks.all(caller.tenant()));
    }

    /** One endpoint. */
    @GET
    @Path("/{id}")
    @Operation(operationId = "getWebhook", summary = "One endpoint")
    @APIResponse(
            responseCode = "200",
            description = "The endpoint, without its secret",
            content = @Content(schema = @Schema(implementation = WebhookView.class)))
    @APIResponse(responseCode = "404", description = "webhook-not-found")
    public WebhookView one(
            @Parameter(
                            description = "The endpoint's id",
                            example = "01939f4e-7a10-7000-8000-00000000400c")
                    @PathParam("id")
                    String id) {
        return webhooks.one(caller.tenant(), WebhookIds.webhook(id));
    }

    /** Changes an endpoint. */
    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "changeWebhook",
            summary = "Changes, disables or enables an endpoint",
            description =
                    "The secret stays. What is still owed to an endpoint that is disabled is"
                            + " cancelled; once it is enabled again it can be replayed.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = WebhookRequest.class),
                            examples =
                                    @ExampleObject(
                                            name = "no messages for a while",
                                            value =
                                                    """
                                                    {"url": "https://shop.example/hooks/darkroom", "events": ["asset.enriched"], "enabled": false}
                                                    """)))
    @APIResponse(
            responseCode = "200",
            description = "The endpoint as it is now",
            content = @Content(schema = @Schema(implementation = WebhookView.class)))
    @APIResponse(responseCode = "404", description = "webhook-not-found")
    @APIResponse(responseCode = "422", description = "webhook-url-refused or field-invalid")
    public WebhookView change(
            @Parameter(
                            description = "The endpoint's id",
                            example = "01939f4e-7a10-7000-8000-00000000400c")
                    @PathParam("id")
                    String id,
            @Valid @NotNull WebhookRequest request) {
        return webhooks.change(caller.tenant(), WebhookIds.webhook(id), request);
    }

    /** Removes an endpoint. */
    @DELETE
    @Path("/{id}")
    @Operation(operationId = "removeWebhook", summary = "Removes an endpoint and its log")
    @APIResponse(responseCode = "204", description = "It is gone")
    @APIResponse(responseCode = "404", description = "webhook-not-found")
    public void remove(
            @Parameter(
                            description = "The endpoint's id",
                            example = "01939f4e-7a10-7000-8000-00000000400c")
                    @PathParam("id")
                    String id) {
        webhooks.remove(caller.tenant(), WebhookIds.webhook(id));
    }

    /** Changes an endpoint's secret. */
    @POST
    @Path("/{id}/secrets")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "rotateWebhookSecret",
            summary = "Gives the endpoint another secret",
            description =
                    "For the hours of the overlap messages carry two signatures, one of each"
                            + " secret, so that the endpoint misses none while it changes over.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = RotationRequest.class),
                            examples =
                                    @ExampleObject(
                                            name = "both sign for a day",
                                            value =
                                                    """
                                                    {"overlapHours": 24}
                                                    """)))
    @APIResponse(
            responseCode = "201",
            description = "The endpoint, with the new secret",
            content = @Content(schema = @Schema(implementation = WebhookView.class)))
    @APIResponse(responseCode = "404", description = "webhook-not-found")
    public Response rotate(
            @Parameter(
                            description = "The endpoint's id",
                            example = "01939f4e-7a10-7000-8000-00000000400c")
                    @PathParam("id")
                    String id,
            @Valid @Nullable RotationRequest request) {
        int hours = request == null ? new RotationRequest(null).hours() : request.hours();
        return secret(
                Response.status(Response.Status.CREATED)
                        .entity(webhooks.rotate(caller.tenant(), WebhookIds.webhook(id), hours)));
    }

    private static Response secret(Response.ResponseBuilder answer) {
        return answer.header("Cache-Control", "no-store").build();
    }
}
