package io.darkroom.ingest.vocabulary;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.Vocabulary;
import io.darkroom.ingest.preset.Names;
import io.darkroom.ingest.preset.Versions;
import io.darkroom.service.access.Caller;
import io.darkroom.service.access.Role;
import io.darkroom.service.http.Preconditions;
import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemType;
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
import java.util.Objects;
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

/** Vocabularies over HTTP. */
@Path("/v1/vocabularies")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Id.UPLOADER, Role.Id.REVIEWER, Role.Id.OPERATOR, Role.Id.ADMIN})
@Tag(name = "Vocabularies", description = "Closed lists of labels that tags are chosen from.")
@RunOnVirtualThread
public class VocabularyResource {
    private static final String EXAMPLE =
            """
            {"concepts": [{"id": "table", "prefLabel": {"en": "table", "de": "Tisch"},
             "altLabel": {"en": ["dining table"]}}]}\
            """;

    private static final int MOST_CHARACTERS = 250_000;

    private final Vocabularies vocabularies;
    private final Caller caller;

    VocabularyResource(Vocabularies vocabularies, Caller caller) {
        this.vocabularies = vocabularies;
        this.caller = caller;
    }

    /** What is to be stored; its name is in the path. */
    @Schema(name = "VocabularyContent", description = "The concepts of a vocabulary.")
    @JsonIgnoreProperties({"name", "version"}) // an answer can be sent back
    public record VocabularyContent(List<Vocabulary.Concept> concepts) {}

    /** The tenant's vocabularies. */
    @Schema(name = "VocabularyList", description = "Names and latest versions.")
    public record VocabularyList(List<Vocabularies.Listed> items) {
        public VocabularyList {
            items = List.copyOf(items);
        }
    }

    /** All vocabularies. */
    @GET
    @Operation(operationId = "listVocabularies", summary = "The tenant's vocabularies, by name")
    @APIResponse(
            responseCode = "200",
            description = "Names and latest versions",
            content = @Content(schema = @Schema(implementation = VocabularyList.class)))
    public VocabularyList list() {
        return new VocabularyList(vocabularies.all(caller.tenant()));
    }

    /** One vocabulary. */
    @GET
    @Path("/{name}")
    @Extension(name = "x-darkroom-tenancy", value = "own")
    @Operation(
            operationId = "getVocabulary",
            summary = "A vocabulary",
            description =
                    "Every version that there was can be read; assets name the one they took.")
    @APIResponse(
            responseCode = "200",
            description = "The vocabulary; ETag is its version",
            content = @Content(schema = @Schema(implementation = Vocabulary.class)))
    @APIResponse(responseCode = "404", description = "not-found: no such vocabulary or version")
    public Response one(
            @Parameter(description = "The vocabulary's name", example = "kitchen")
                    @PathParam("name")
                    String name,
            @Parameter(
                            description = "Which version; the latest where absent",
                            schema = @Schema(implementation = Integer.class))
                    @QueryParam("version")
                    @Nullable String version) {
        return vocabularies
                .find(caller.tenant(), name, Names.version(version))
                .map(found -> Versions.found(version(found), found))
                .orElseThrow(() -> Versions.missing("vocabulary", name, version));
    }

    /** Makes or changes a vocabulary. */
    @PUT
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.Id.OPERATOR, Role.Id.ADMIN})
    @Extension(name = "x-darkroom-tenancy", value = "own")
    @Operation(
            operationId = "putVocabulary",
            summary = "Makes or changes a vocabulary",
            description =
                    "A change makes a new version; what the latest holds already makes none. Assets"
                        + " that are uploaded from then on take it. With If-Match only that version"
                        + " is replaced, with 'If-None-Match: *' none is.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = VocabularyContent.class),
                            examples = @ExampleObject(name = "kitchen", value = EXAMPLE)))
    @APIResponse(
            responseCode = "200",
            description = "The vocabulary; ETag is its version",
            content = @Content(schema = @Schema(implementation = Vocabulary.class)))
    @APIResponse(
            responseCode = "201",
            description = "The vocabulary's first version",
            content = @Content(schema = @Schema(implementation = Vocabulary.class)))
    @APIResponse(responseCode = "412", description = "revision-stale: a precondition does not hold")
    @APIResponse(responseCode = "422", description = "field-invalid: the concepts are wrong")
    public Response put(
            @Parameter(
                            description = "Letters, digits, '.', '_' and '-', at most 100",
                            example = "kitchen")
                    @PathParam("name")
                    String name,
            VocabularyContent content,
            @Context HttpHeaders headers) {
        var stored =
                vocabularies.put(
                        caller.tenant(),
                        caller.name(),
                        vocabulary(Names.require(name), content),
                        Preconditions.of(headers));
        return Versions.stored(stored.created(), version(stored.vocabulary()), stored.vocabulary());
    }

    private static Vocabulary vocabulary(String name, VocabularyContent content) {
        try {
            var vocabulary = new Vocabulary(name, null, content.concepts());
            requireSize(vocabulary);
            return vocabulary;
        } catch (IllegalArgumentException e) {
            String detail = String.valueOf(e.getMessage());
            throw ProblemType.FIELD_INVALID.exception(
                    detail, Problem.Place.at("/concepts", detail));
        }
    }

    /** It travels within events, which brokers take up to a megabyte of by default. */
    private static void requireSize(Vocabulary vocabulary) {
        int bytes = Json.mapper().valueToTree(vocabulary).toString().length();
        if (bytes > MOST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "concepts have %d characters as JSON; at most %d are taken"
                            .formatted(bytes, MOST_CHARACTERS));
        }
    }

    /** Only what a request brings has none. */
    private static int version(Vocabulary vocabulary) {
        return Objects.requireNonNull(vocabulary.version());
    }
}
