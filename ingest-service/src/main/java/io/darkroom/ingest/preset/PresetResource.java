package io.darkroom.ingest.preset;

import io.darkroom.service.access.Caller;
import io.darkroom.service.access.Role;
import io.darkroom.service.http.Preconditions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Presets over HTTP. */
@Path("/v1/presets")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Id.UPLOADER, Role.Id.REVIEWER, Role.Id.OPERATOR, Role.Id.ADMIN})
@Tag(name = "Presets", description = "Request defaults, by name and version.")
@RunOnVirtualThread
public class PresetResource {
    private static final String EXAMPLE =
            """
            {"request": {"stages": ["caption", "auto-tag", "smart-crop"],
             "caption": {"languages": ["en", "de"]}, "crops": ["1:1", "16:9"]}}\
            """;

    private final Presets presets;
    private final Caller caller;

    PresetResource(Presets presets, Caller caller) {
        this.presets = presets;
        this.caller = caller;
    }

    /** The tenant's presets. */
    @Schema(name = "PresetList", description = "The latest version of each preset, by name.")
    public record PresetList(List<Preset> items) {
        public PresetList {
            items = List.copyOf(items);
        }
    }

    /** All presets. */
    @GET
    @Operation(operationId = "listPresets", summary = "The tenant's presets, by name")
    @APIResponse(
            responseCode = "200",
            description = "The latest version of each",
            content = @Content(schema = @Schema(implementation = PresetList.class)))
    public PresetList list() {
        return new PresetList(presets.all(caller.tenant()));
    }

    /** One preset. */
    @GET
    @Path("/{name}")
    @Extension(name = "x-darkroom-tenancy", value = "own")
    @Operation(
            operationId = "getPreset",
            summary = "A preset",
            description =
                    "Every version that there was can be read; assets name the one they took.")
    @APIResponse(
            responseCode = "200",
            description = "The preset; ETag is its version",
            content = @Content(schema = @Schema(implementation = Preset.class)))
    @APIResponse(responseCode = "404", description = "not-found: no such preset or version")
    public Response one(
            @Parameter(description = "The preset's name", example = "product") @PathParam("name")
                    String name,
            @Parameter(
                            description = "Which version; the latest where absent",
                            schema = @Schema(implementation = Integer.class))
                    @QueryParam("version")
                    @Nullable String version) {
        return presets.find(caller.tenant(), name, Names.version(version))
                .map(found -> Versions.found(found.version(), found))
                .orElseThrow(() -> Versions.missing("preset", name, version));
    }

    /** Makes or changes a preset. */
    @PUT
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.Id.OPERATOR, Role.Id.ADMIN})
    @Extension(name = "x-darkroom-tenancy", value = "own")
    @Operation(
            operationId = "putPreset",
            summary = "Makes or changes a preset",
            description =
                    "A change makes a new version; what the latest holds already makes none. Assets"
                        + " keep what they took. With If-Match only that version is replaced, with"
                        + " 'If-None-Match: *' none is. Only role admin may set 'moderation: skip',"
                        + " which then holds for every upload with the preset. The review rules of"
                        + " a preset are at /v1/review-rules/{preset}.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = PresetContent.class),
                            examples = @ExampleObject(name = "product", value = EXAMPLE)))
    @APIResponse(
            responseCode = "200",
            description = "The preset; ETag is its version",
            content = @Content(schema = @Schema(implementation = Preset.class)))
    @APIResponse(
            responseCode = "201",
            description = "The preset's first version",
            content = @Content(schema = @Schema(implementation = Preset.class)))
    @APIResponse(responseCode = "412", description = "revision-stale: a precondition does not hold")
    @APIResponse(
            responseCode = "422",
            description =
                    "field-invalid, unknown-field and whatever an upload's request may be refused"
                            + " for; everything that is wrong is named")
    public Response put(
            @Parameter(
                            description = "Letters, digits, '.', '_' and '-', at most 100",
                            example = "product")
                    @PathParam("name")
                    String name,
            PresetContent content,
            @Context HttpHeaders headers) {
        var writer = new Presets.Writer(caller.tenant(), caller.name(), caller.has(Role.ADMIN));
        var stored = presets.put(writer, Names.require(name), content, Preconditions.of(headers));
        return Versions.stored(stored.created(), stored.preset().version(), stored.preset());
    }
}
