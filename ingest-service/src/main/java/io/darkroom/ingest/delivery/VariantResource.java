package io.darkroom.ingest.delivery;

import io.darkroom.ingest.query.Viewer;
import io.darkroom.service.access.Caller;
import io.darkroom.service.access.Role;
import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.OptionalInt;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The way to an asset's files: never through this service, always by a link that ends. */
@Path("/v1/assets/{id}/variants/{name}")
@RolesAllowed({Role.Id.UPLOADER, Role.Id.READER, Role.Id.REVIEWER, Role.Id.OPERATOR, Role.Id.ADMIN})
@Tag(name = "Assets")
public class VariantResource {
    private final VariantLinks links;
    private final Caller caller;

    VariantResource(VariantLinks links, Caller caller) {
        this.links = links;
        this.caller = caller;
    }

    /** Leads to the file, or answers the link where JSON is asked for. */
    @GET
    @Produces(MediaType.WILDCARD)
    @Operation(
            operationId = "getVariant",
            summary = "A link to one of the asset's files",
            description =
                    "Redirects to a link that needs no key and lives five minutes. A page that"
                        + " shows the file in an <img>, which can send no key, asks with 'Accept:"
                        + " application/json' and gets the link itself. Fails closed: what is not"
                        + " PUBLISHED is for reviewer and admin only, and so is a variant that a"
                        + " reviewer withheld, in every state. Files of a published asset carry its"
                        + " texts (XMP, IPTC); the original goes out as it came. The ETag names the"
                        + " bytes: with If-None-Match, who has them already gets 304.")
    @APIResponse(
            responseCode = "200",
            description = "The link, where JSON is asked for",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = VariantLink.class)))
    @APIResponse(
            responseCode = "302",
            description = "The file is at Location",
            headers = {
                @Header(
                        name = "Location",
                        schema = @Schema(format = "uri", type = SchemaType.STRING)),
                @Header(
                        name = "ETag",
                        description = "Names the bytes",
                        schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(
            responseCode = "304",
            description = "The bytes are those that If-None-Match names; Location is a new link")
    @APIResponse(
            responseCode = "403",
            description = "asset-not-published: the key may know the asset, but not have its bytes")
    @APIResponse(responseCode = "404", description = "asset-not-found or variant-not-found")
    @APIResponse(
            responseCode = "422",
            description = "image-corrupt: the file cannot be scaled; ask for it without a width")
    public Uni<Response> file(
            @Parameter(
                            description = "The asset's id",
                            example = "01939f4e-7a10-7000-8000-00000000a55e")
                    @PathParam("id")
                    String id,
            @Parameter(description = "A variant's name, or 'original'", example = "crop-16x9")
                    @PathParam("name")
                    String name,
            @Parameter(
                            description =
                                    "The width in pixels that is wanted; the answer is never wider"
                                            + " than the file",
                            example = "640")
                    @QueryParam("width")
                    @Nullable String width,
            @Context HttpHeaders headers,
            @Context Request request) {
        var wanted = width(width);
        boolean json =
                headers.getAcceptableMediaTypes()
                        .getFirst()
                        .equals(MediaType.APPLICATION_JSON_TYPE);
        return links.link(id, name, wanted, Viewer.of(caller))
                .map(given -> json ? json(given) : redirect(given, request));
    }

    /** A link within JSON is of no use once it ended, so nobody keeps the answer. */
    private static Response json(VariantLinks.Given given) {
        return Response.ok(given.link(), MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "private, no-store")
                .header("Vary", "Accept, Authorization")
                .build();
    }

    private static Response redirect(VariantLinks.Given given, Request request) {
        var answer = Redirects.to(given, request);
        String caching =
                given.published() ? "private, max-age=" + Redirects.MAX_AGE : "private, no-store";
        return answer.header("Cache-Control", caching)
                .header("Vary", "Accept, Authorization")
                .build();
    }

    private static OptionalInt width(@Nullable String width) {
        if (width == null) {
            return OptionalInt.empty();
        }
        if (!width.matches("[1-9]\\d{0,4}")) {
            throw ProblemType.PARAMETER_INVALID.exception(
                    "The parameter 'width' must be a number of pixels",
                    Problem.Place.of("width", "must be a whole number between 1 and 99999"));
        }
        return OptionalInt.of(Integer.parseInt(width));
    }
}
