package io.darkroom.ingest.webhook;

import io.darkroom.service.access.Caller;
import io.darkroom.service.access.Role;
import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
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

/** What was sent to an endpoint, and sending it again. */
@Path("/v1/webhooks/{id}/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.Id.ADMIN)
@RunOnVirtualThread
@Tag(name = "Webhooks")
public class DeliveryResource {
    private static final int MOST = 200;

    private final Webhooks webhooks;
    private final DeliveryLog log;
    private final WebhookDispatcher dispatcher;
    private final Caller caller;

    DeliveryResource(
            Webhooks webhooks, DeliveryLog log, WebhookDispatcher dispatcher, Caller caller) {
        this.webhooks = webhooks;
        this.log = log;
        this.dispatcher = dispatcher;
        this.caller = caller;
    }

    /** A page of the log. */
    @GET
    @Operation(
            operationId = "listDeliveries",
            summary = "What the endpoint was sent, newest first",
            description = "Every attempt with its time, duration and answer. Kept for 30 days.")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = DeliveryView.Page.class)))
    @APIResponse(responseCode = "400", description = "parameter-invalid")
    @APIResponse(responseCode = "404", description = "webhook-not-found")
    public DeliveryView.Page list(
            @Parameter(
                            description = "The endpoint's id",
                            example = "01939f4e-7a10-7000-8000-00000000400c")
                    @PathParam("id")
                    String id,
            @Parameter(description = "Only deliveries with this status", example = "FAILED")
                    @QueryParam("status")
                    @Nullable String status,
            @Parameter(description = "Only deliveries about this asset") @QueryParam("assetId")
                    @Nullable String assetId,
            @Parameter(description = "How many at most, 1 to 200")
                    @QueryParam("limit")
                    @DefaultValue("50")
                    String limit,
            @Parameter(description = "'next' of the page before") @QueryParam("cursor")
                    @Nullable String cursor) {
        var filter =
                new DeliveryLog.Filter(
                        status == null ? null : status(status),
                        assetId == null ? null : WebhookIds.asset(assetId),
                        cursor == null ? null : number("cursor", cursor, Long.MAX_VALUE),
                        (int) number("limit", limit, MOST));
        return log.page(mine(id), filter);
    }

    /** One delivery. */
    @GET
    @Path("/{delivery}")
    @Operation(operationId = "getDelivery", summary = "One delivery with its attempts")
    @APIResponse(
            responseCode = "200",
            description = "The delivery",
            content = @Content(schema = @Schema(implementation = DeliveryView.class)))
    @APIResponse(
            responseCode = "404",
            description = "webhook-not-found or webhook-delivery-not-found")
    public DeliveryView one(
            @Parameter(
                            description = "The endpoint's id",
                            example = "01939f4e-7a10-7000-8000-00000000400c")
                    @PathParam("id")
                    String id,
            @Parameter(
                            description = "The delivery's id",
                            example = "0b9a7d1e-52c3-4d8e-9f10-00000000de11")
                    @PathParam("delivery")
                    String delivery) {
        return log.one(mine(id), WebhookIds.delivery(delivery));
    }

    /** Sends one message again. */
    @POST
    @Path("/{delivery}/replays")
    @Operation(
            operationId = "replayDelivery",
            summary = "Sends a message again",
            description =
                    "As a delivery of its own, with the same webhook-id. A record that is no"
                            + " longer the published one is not sent; it ends as SUPERSEDED.")
    @APIResponse(
            responseCode = "202",
            description = "The delivery that was added, or the one asked for while it is PENDING",
            content = @Content(schema = @Schema(implementation = DeliveryView.class)))
    @APIResponse(
            responseCode = "404",
            description = "webhook-not-found or webhook-delivery-not-found")
    @APIResponse(responseCode = "409", description = "webhook-disabled")
    public Response replay(
            @Parameter(
                            description = "The endpoint's id",
                            example = "01939f4e-7a10-7000-8000-00000000400c")
                    @PathParam("id")
                    String id,
            @Parameter(
                            description = "The delivery's id",
                            example = "0b9a7d1e-52c3-4d8e-9f10-00000000de11")
                    @PathParam("delivery")
                    String delivery) {
        var added = log.replay(enabled(id), WebhookIds.delivery(delivery));
        dispatcher.wake();
        return Response.accepted(added).build();
    }

    /** Sends all messages of a time again. */
    @POST
    @Path("/replays")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "replayDeliveries",
            summary = "Sends all messages of a time again",
            description = "Each message once, in the order of before.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = ReplayRequest.class),
                            examples =
                                    @ExampleObject(
                                            name = "what failed since yesterday",
                                            value =
                                                    """
                                                    {"since": "2026-11-24T00:00:00Z", "status": "FAILED"}
                                                    """)))
    @APIResponse(
            responseCode = "202",
            description = "How many deliveries were added",
            content = @Content(schema = @Schema(implementation = ReplayRequest.Replayed.class)))
    @APIResponse(responseCode = "404", description = "webhook-not-found")
    @APIResponse(responseCode = "409", description = "webhook-disabled")
    public Response replayAll(
            @Parameter(
                            description = "The endpoint's id",
                            example = "01939f4e-7a10-7000-8000-00000000400c")
                    @PathParam("id")
                    String id,
            @Valid @NotNull ReplayRequest request) {
        var replayed = new ReplayRequest.Replayed(log.replay(enabled(id), request));
        dispatcher.wake();
        return Response.accepted(replayed).build();
    }

    private UUID mine(String id) {
        return webhooks.one(caller.tenant(), WebhookIds.webhook(id)).id();
    }

    private UUID enabled(String id) {
        var webhook = webhooks.one(caller.tenant(), WebhookIds.webhook(id));
        if (!webhook.enabled()) {
            throw ProblemType.WEBHOOK_DISABLED.exception(
                    "Enable the webhook first: PUT /v1/webhooks/" + webhook.id());
        }
        return webhook.id();
    }

    private static DeliveryView.Status status(String text) {
        return Arrays.stream(DeliveryView.Status.values())
                .filter(status -> status.name().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        invalid(
                                "status",
                                "must be one of " + Arrays.toString(DeliveryView.Status.values())));
    }

    private static long number(String parameter, String text, long most) {
        if (text.matches("[1-9]\\d{0,17}") && Long.parseLong(text) <= most) {
            return Long.parseLong(text);
        }
        throw invalid(parameter, "must be a whole number between 1 and " + most);
    }

    private static RuntimeException invalid(String parameter, String detail) {
        return ProblemType.PARAMETER_INVALID.exception(
                "The parameter '" + parameter + "' " + detail, Problem.Place.of(parameter, detail));
    }
}
