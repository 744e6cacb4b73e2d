package io.darkroom.ingest.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.darkroom.contracts.Json;
import io.darkroom.ingest.query.Viewer;
import io.darkroom.ingest.stream.AssetEvent.Changed;
import io.darkroom.ingest.stream.AssetEvent.Closed;
import io.darkroom.ingest.stream.AssetEvent.Ended;
import io.darkroom.ingest.stream.AssetEvent.StageChanged;
import io.darkroom.ingest.stream.AssetEvent.StillHere;
import io.darkroom.service.access.Caller;
import io.darkroom.service.access.Role;
import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemType;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jspecify.annotations.Nullable;

/** Tells of an asset's stages as they end (server-sent events, HTML standard section 9.2). */
@Path("/v1/assets/{id}/events")
@RolesAllowed({Role.Id.UPLOADER, Role.Id.READER, Role.Id.REVIEWER, Role.Id.OPERATOR, Role.Id.ADMIN})
@Tag(name = "Assets")
public class AssetEventsResource {
    private final AssetEventStream stream;
    private final Caller caller;

    AssetEventsResource(AssetEventStream stream, Caller caller) {
        this.stream = stream;
        this.caller = caller;
    }

    /** What happens to the asset, until it ends. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @ResponseHeader(
            name = "Cache-Control",
            value = {"no-store"})
    @Blocking
    @RunOnVirtualThread
    @Operation(
            operationId = "followAsset",
            summary = "What happens to an asset, as it happens",
            description =
                    "Events: 'stage', one of the asset's stages as it ended; 'asset', the whole"
                            + " record, whose id is its revision; 'end' once a final state is"
                            + " reached, after which nothing follows. A comment comes every 15"
                            + " seconds. With Last-Event-ID the stream goes on after that revision;"
                            + " stages that may have been missed are told again.")
    @APIResponse(
            responseCode = "200",
            description = "The stream",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(type = SchemaType.STRING),
                            examples =
                                    @ExampleObject(
                                            name = "a stage ends",
                                            value =
                                                    """
                                                    event:stage
                                                    data:{"stage":"caption","status":"SUCCEEDED","generation":1,"attempts":1,"engine":"built-in","durationMs":211}

                                                    """)))
    @APIResponse(responseCode = "400", description = "parameter-invalid: Last-Event-ID")
    @APIResponse(responseCode = "404", description = "asset-not-found: none that the key may see")
    public Multi<OutboundSseEvent> events(
            @Parameter(
                            description = "The asset's id",
                            example = "01939f4e-7a10-7000-8000-00000000a55e")
                    @PathParam("id")
                    String id,
            @Parameter(description = "The revision that was seen last", example = "3")
                    @HeaderParam("Last-Event-ID")
                    @Nullable String lastEventId,
            @Context Sse sse) {
        return stream.of(id, Viewer.of(caller), revision(lastEventId))
                .map(event -> written(event, sse));
    }

    private static OutboundSseEvent written(AssetEvent event, Sse sse) {
        var builder = sse.newEventBuilder();
        return switch (event) {
            case StageChanged(var stage) -> builder.name(event.name()).data(json(stage)).build();
            case Changed(var asset) ->
                    builder.name(event.name())
                            .id(Long.toString(asset.revision()))
                            .data(json(asset))
                            .build();
            case Ended() -> builder.name(event.name()).data("{}").build();
            case StillHere(), Closed() -> builder.comment("still here").build();
        };
    }

    private static String json(Object value) {
        try {
            return Json.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The record cannot be written as JSON", e);
        }
    }

    private static long revision(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isBlank()) {
            return 0;
        }
        if (!lastEventId.matches("\\d{1,18}")) {
            throw ProblemType.PARAMETER_INVALID.exception(
                    "The header Last-Event-ID is none that this stream gave out; begin without it",
                    Problem.Place.of("Last-Event-ID", "must be a revision"));
        }
        return Long.parseLong(lastEventId);
    }
}
