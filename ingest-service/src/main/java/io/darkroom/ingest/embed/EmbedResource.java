package io.darkroom.ingest.embed;

import io.darkroom.ingest.delivery.DeliverableFile;
import io.darkroom.ingest.query.Viewer;
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
import jakarta.ws.rs.core.UriInfo;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A picture with its text alternative, ready to stand in a page. */
@Path("/v1/assets/{id}/embed")
@RolesAllowed({Role.Id.UPLOADER, Role.Id.READER, Role.Id.REVIEWER, Role.Id.OPERATOR, Role.Id.ADMIN})
@Tag(name = "Assets")
public class EmbedResource {
    private static final String JSON_LD = "application/ld+json";
    private static final String SUMMARY = "A picture with its text alternative, for a page";
    private static final String DESCRIPTION =
            "As an HTML snippet, or as a schema.org ImageObject where 'Accept: application/ld+json'"
                + " is sent. The links within need no key, do not end, and work while the asset is"
                + " PUBLISHED. The text is in the language asked for, or the nearest there is; its"
                + " own language is in Content-Language.";

    private final Embeds embeds;
    private final Caller caller;

    EmbedResource(Embeds embeds, Caller caller) {
        this.embeds = embeds;
        this.caller = caller;
    }

    /** The HTML snippet. */
    @GET
    @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
    @Operation(operationId = "getEmbed", summary = SUMMARY, description = DESCRIPTION)
    @APIResponse(
            responseCode = "200",
            description = "The snippet, or the ImageObject",
            content = {
                @Content(
                        mediaType = MediaType.TEXT_HTML,
                        schema = @Schema(type = SchemaType.STRING),
                        examples =
                                @ExampleObject(
                                        name = "snippet",
                                        value =
                                                "<img src=\"…\" srcset=\"…\" width=\"1080\""
                                                        + " height=\"608\" alt=\"A table\""
                                                        + " lang=\"en\">")),
                @Content(
                        mediaType = JSON_LD,
                        schema = @Schema(type = SchemaType.OBJECT),
                        examples =
                                @ExampleObject(
                                        name = "imageObject",
                                        value =
                                                "{\"@context\": \"https://schema.org\", \"@type\":"
                                                        + " \"ImageObject\", \"caption\": \"A"
                                                        + " table\"}"))
            })
    @APIResponse(responseCode = "304", description = "Nothing changed since If-None-Match")
    @APIResponse(responseCode = "403", description = "asset-not-published")
    @APIResponse(responseCode = "404", description = "asset-not-found or variant-not-found")
    @APIResponse(
            responseCode = "409",
            description = "caption-missing: there is no text alternative yet (HTML only)")
    public Uni<Response> html(
            @Parameter(
                            description = "The asset's id",
                            example = "01939f4e-7a10-7000-8000-00000000a55e")
                    @PathParam("id")
                    String id,
            @Parameter(description = "Language of the text, BCP 47", example = "de")
                    @QueryParam("lang")
                    @Nullable String language,
            @Parameter(description = "A variant's name, or 'original'", example = "crop-16x9")
                    @QueryParam("variant")
                    @DefaultValue(DeliverableFile.ORIGINAL)
                    String variant,
            @Context UriInfo uri,
            @Context Request request) {
        return find(id, language, variant, uri)
                .map(embed -> answer(embed, request, "html", EmbedResource::snippet));
    }

    /** The ImageObject. */
    @GET
    @Produces(JSON_LD)
    @Operation(hidden = true)
    public Uni<Response> jsonLd(
            @PathParam("id") String id,
            @QueryParam("lang") @Nullable String language,
            @QueryParam("variant") @DefaultValue(DeliverableFile.ORIGINAL) String variant,
            @Context UriInfo uri,
            @Context Request request) {
        return find(id, language, variant, uri)
                .map(embed -> answer(embed, request, "json-ld", ImageObject::of));
    }

    private Uni<Embed> find(String id, @Nullable String language, String variant, UriInfo uri) {
        if (language != null && !language.matches("[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8}){0,7}")) {
            throw ProblemType.PARAMETER_INVALID.exception(
                    "The parameter 'lang' must be a language tag (BCP 47)",
                    Problem.Place.of("lang", "must be a tag such as de or pt-BR"));
        }
        return embeds.find(id, variant, language, uri.getBaseUri(), Viewer.of(caller));
    }

    private static String snippet(Embed embed) {
        return HtmlSnippet.of(
                embed,
                embed.caption()
                        .orElseThrow(() ->
                                ProblemType.CAPTION_MISSING.exception(
                                        "The asset has no caption; a picture without a text"
                                                + " alternative is not given out for pages")));
    }

    private static Response answer(
            Embed embed, Request request, String form, Function<Embed, String> text) {
        String body = text.apply(embed);
        // Everything an answer holds is in its text: links change only with their key.
        var tag =
                new EntityTag(
                        form
                                + "-"
                                + Integer.toHexString(body.hashCode())
                                + "-"
                                + embed.record().revision());
        var unchanged = request.evaluatePreconditions(tag);
        var answer = unchanged != null ? unchanged : Response.ok(body);
        embed.caption().ifPresent(caption -> answer.header("Content-Language", caption.language()));
        return answer.tag(tag)
                .header("Cache-Control", "private, no-cache")
                .header("Vary", "Accept, Authorization")
                .build();
    }
}
