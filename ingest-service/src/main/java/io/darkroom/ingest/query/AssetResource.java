package io.darkroom.ingest.query;

import io.darkroom.contracts.Asset;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.service.access.Caller;
import io.darkroom.service.access.Role;
import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Reads assets. */
@Path("/v1/assets")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Id.UPLOADER, Role.Id.READER, Role.Id.REVIEWER, Role.Id.OPERATOR, Role.Id.ADMIN})
@Tag(name = "Assets", description = "Pictures and what was found out about them.")
public class AssetResource {
    private static final int MOST = 200;

    private final AssetReader reader;
    private final AssetLister lister;
    private final Caller caller;

    AssetResource(AssetReader reader, AssetLister lister, Caller caller) {
        this.reader = reader;
        this.lister = lister;
        this.caller = caller;
    }

    /** One asset. */
    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getAsset",
            summary = "One asset",
            description =
                    "The record as it stands. Role reader sees only what is PUBLISHED. The ETag is"
                        + " the revision; with If-None-Match an unchanged record costs no body.")
    @APIResponse(
            responseCode = "200",
            description = "The asset; ETag is its revision",
            content = @Content(schema = @Schema(implementation = Asset.class)))
    @APIResponse(responseCode = "304", description = "The revision is the one named")
    @APIResponse(responseCode = "404", description = "asset-not-found: none that the key may see")
    public Uni<Response> one(
            @Parameter(
                            description = "The asset's id",
                            example = "01939f4e-7a10-7000-8000-00000000a55e")
                    @PathParam("id")
                    String id,
            @Context Request request) {
        return reader.find(id, Viewer.of(caller)).map(rows -> answer(rows, request));
    }

    /** A page of assets. */
    @GET
    @Operation(
            operationId = "listAssets",
            summary = "Assets, newest first",
            description =
                    "Pages by cursor: assets that arrive meanwhile neither repeat nor hide any."
                            + " Role reader sees only what is PUBLISHED.")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = AssetPage.class)))
    @APIResponse(
            responseCode = "400",
            description = "parameter-invalid: the state, limit or cursor is wrong")
    public Uni<AssetPage> list(
            @Parameter(description = "Only assets in this state", example = "PUBLISHED")
                    @QueryParam("state")
                    @Nullable String state,
            @Parameter(description = "Only assets with a tag of this label", example = "dog")
                    @QueryParam("tag")
                    @Nullable String tag,
            @Parameter(
                            description =
                                    "Only assets with every one of these words in captions or tags",
                            example = "red car")
                    @QueryParam("q")
                    @Nullable String words,
            @Parameter(description = "Only assets that their uploader called so")
                    @QueryParam("externalId")
                    @Nullable String externalId,
            @Parameter(
                            description = "Only assets that came in at this time or later",
                            example = "2026-01-01T00:00:00Z",
                            schema = @Schema(implementation = String.class, format = "date-time"))
                    @QueryParam("createdAfter")
                    @Nullable String createdAfter,
            @Parameter(
                            description = "Only assets that came in before this time",
                            example = "2100-01-01T00:00:00Z",
                            schema = @Schema(implementation = String.class, format = "date-time"))
                    @QueryParam("createdBefore")
                    @Nullable String createdBefore,
            @Parameter(description = "How many at most, 1 to 200")
                    @QueryParam("limit")
                    @DefaultValue("50")
                    String limit,
            @Parameter(description = "'next' of the page before") @QueryParam("cursor")
                    @Nullable String cursor) {
        var viewer = Viewer.of(caller);
        int most = limit(limit);
        var asked = state == null || state.isBlank() ? null : state(state);
        if (!viewer.seesAllRecords() && asked != null && !viewer.seesRecord(asked)) {
            return Uni.createFrom().item(new AssetPage(List.of(), null));
        }
        var filter =
                new AssetFilter(
                        viewer.tenant(),
                        viewer.seesAllRecords() ? asked : Asset.State.PUBLISHED,
                        given(tag),
                        given(words),
                        given(externalId),
                        time("createdAfter", createdAfter),
                        time("createdBefore", createdBefore),
                        cursor == null || cursor.isBlank() ? null : Cursor.parse(cursor));
        return lister.page(filter, most);
    }

    private static Response answer(AssetRows rows, Request request) {
        var tag = new EntityTag(Long.toString(rows.asset().revision()));
        var unchanged = request.evaluatePreconditions(tag);
        var answer = unchanged != null ? unchanged : Response.ok(rows.record());
        return answer.tag(tag).header("Cache-Control", "private, no-cache").build();
    }

    private static @Nullable Instant time(String parameter, @Nullable String value) {
        String text = given(value);
        if (text == null) {
            return null;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw invalid(parameter, "must be an RFC 3339 time such as 2026-01-31T12:00:00Z");
        }
    }

    private static @Nullable String given(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }

    private static int limit(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw invalid("limit", "must be a whole number between 1 and " + MOST);
        }
        throw invalid("limit", "must be between 1 and " + MOST);
    }

    private static Asset.State state(String text) {
        return Arrays.stream(Asset.State.values())
                .filter(state -> state.name().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        invalid(
                                "state",
                                "must be one of " + Arrays.toString(Asset.State.values())));
    }

    private static RuntimeException invalid(String parameter, String detail) {
        return ProblemType.PARAMETER_INVALID.exception(
                "The parameter '" + parameter + "' " + detail, Problem.Place.of(parameter, detail));
    }
}
