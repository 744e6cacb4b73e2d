package io.darkroom.ingest.rules;

import io.darkroom.service.access.Caller;
import io.darkroom.service.access.Role;
import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemType;
import io.darkroom.service.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The rules that send assets to review, over HTTP. */
@Path("/v1/review-rules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Review rules", description = "Which assets a person must look at.")
@APIResponse(responseCode = "401", description = "unauthorized: no valid key")
@APIResponse(responseCode = "403", description = "forbidden: the key's roles do not allow this")
public class ReviewRulesResource {
    private static final Pattern PRESET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private static final String EXAMPLE =
            """
            {"reasons": ["instruction-style", "low-confidence"], "minTagConfidence": 0.4, "sampleRate": 0.1}
            """;

    private final RuleBook book;
    private final Transactions transactions;
    private final Caller caller;

    ReviewRulesResource(RuleBook book, Transactions transactions, Caller caller) {
        this.book = book;
        this.transactions = transactions;
        this.caller = caller;
    }

    /** The tenant's rules. */
    @GET
    @RolesAllowed({Role.Id.REVIEWER, Role.Id.OPERATOR, Role.Id.ADMIN})
    @Operation(
            operationId = "getReviewRules",
            summary = "The rules of the whole tenant",
            description = "They hold for every asset whose preset has none of its own.")
    @APIResponse(
            responseCode = "200",
            description = "The rules; ETag is their version, 0 where what is built in holds",
            content = @Content(schema = @Schema(implementation = StoredRules.class)))
    @APIResponse(responseCode = "400", description = "parameter-invalid: no such version")
    public Uni<Response> tenants(
            @Parameter(description = "An earlier version; the newest where absent", example = "3")
                    @QueryParam("version")
                    @Nullable String version) {
        return read(null, version);
    }

    /** A preset's rules. */
    @GET
    @Path("/{preset}")
    @RolesAllowed({Role.Id.REVIEWER, Role.Id.OPERATOR, Role.Id.ADMIN})
    @Extension(name = "x-darkroom-tenancy", value = "own")
    @Operation(
            operationId = "getPresetReviewRules",
            summary = "The rules of a preset",
            description =
                    "Where the preset has none of its own, those that hold for it: the tenant's,"
                            + " or what is built in. 'ruleVersion' says which.")
    @APIResponse(
            responseCode = "200",
            description = "The rules; ETag is their version, 0 where the preset has none",
            content = @Content(schema = @Schema(implementation = StoredRules.class)))
    @APIResponse(responseCode = "400", description = "parameter-invalid")
    public Uni<Response> presets(
            @Parameter(description = "The preset's name", example = "product") @PathParam("preset")
                    String preset,
            @Parameter(description = "An earlier version; the newest where absent", example = "3")
                    @QueryParam("version")
                    @Nullable String version) {
        return read(checked(preset), version);
    }

    /** Writes the tenant's rules. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.Id.OPERATOR, Role.Id.ADMIN})
    @Operation(
            operationId = "putReviewRules",
            summary = "Writes the rules of the whole tenant",
            description =
                    "A new version, which decides from the next asset on; the same rules again"
                            + " make none. With If-Match only on top of that version.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = ReviewRules.class),
                            examples =
                                    @ExampleObject(
                                            name = "one in ten, by chance",
                                            value = EXAMPLE)))
    @APIResponse(
            responseCode = "200",
            description = "The version that holds now; ETag is its number",
            content = @Content(schema = @Schema(implementation = StoredRules.class)))
    @APIResponse(responseCode = "412", description = "revision-stale: If-Match names another")
    @APIResponse(responseCode = "422", description = "field-invalid or unknown-field")
    public Uni<Response> writeTenants(
            @Parameter(description = "The version that is known", example = "\"3\"")
                    @HeaderParam("If-Match")
                    @Nullable String ifMatch,
            ReviewRules rules) {
        return write(null, ifMatch, rules);
    }

    /** Writes a preset's rules. */
    @PUT
    @Path("/{preset}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.Id.OPERATOR, Role.Id.ADMIN})
    @Extension(name = "x-darkroom-tenancy", value = "own")
    @Operation(
            operationId = "putPresetReviewRules",
            summary = "Writes the rules of a preset",
            description =
                    "They take the place of the tenant's for assets of this preset. A new version,"
                            + " which decides from the next asset on.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = ReviewRules.class),
                            examples =
                                    @ExampleObject(
                                            name = "one in ten, by chance",
                                            value = EXAMPLE)))
    @APIResponse(
            responseCode = "200",
            description = "The version that holds now; ETag is its number",
            content = @Content(schema = @Schema(implementation = StoredRules.class)))
    @APIResponse(responseCode = "400", description = "parameter-invalid")
    @APIResponse(responseCode = "412", description = "revision-stale: If-Match names another")
    @APIResponse(responseCode = "422", description = "field-invalid or unknown-field")
    public Uni<Response> writePresets(
            @Parameter(description = "The preset's name", example = "product") @PathParam("preset")
                    String preset,
            @Parameter(description = "The version that is known", example = "\"3\"")
                    @HeaderParam("If-Match")
                    @Nullable String ifMatch,
            ReviewRules rules) {
        return write(checked(preset), ifMatch, rules);
    }

    private Uni<Response> read(@Nullable String preset, @Nullable String version) {
        Integer number = version == null ? null : number(version);
        String tenant = caller.tenant();
        return transactions
                .begin(session ->
                        book.find(session, tenant, preset, number)
                                .chain(found ->
                                        found.isPresent()
                                                ? Uni.createFrom().item(found.get())
                                                : fallback(session, tenant, preset, number)))
                .map(ReviewRulesResource::answer);
    }

    private Uni<StoredRules> fallback(
            Mutiny.Session session,
            String tenant,
            @Nullable String preset,
            @Nullable Integer version) {
        if (version != null && version != 0) {
            throw invalid("version", "there is no version " + version);
        }
        return book.inForce(session, tenant, preset)
                .map(held -> new StoredRules(preset, 0, held.version(), held.rules(), null, null));
    }

    private Uni<Response> write(
            @Nullable String preset, @Nullable String ifMatch, @Nullable ReviewRules rules) {
        if (rules == null) {
            throw ProblemType.REQUEST_MALFORMED.exception("Send the rules as a JSON object.");
        }
        String tenant = caller.tenant();
        String by = caller.name();
        return transactions
                .begin(session ->
                        book.find(session, tenant, preset, null)
                                .invoke(newest ->
                                        match(ifMatch, newest.map(StoredRules::version).orElse(0)))
                                .chain(() -> book.write(session, tenant, preset, rules, by)))
                .map(ReviewRulesResource::answer);
    }

    private static void match(@Nullable String ifMatch, int version) {
        if (ifMatch != null
                && !ifMatch.strip().equals("*")
                && !ifMatch.replaceFirst("^W/", "")
                        .replace("\"", "")
                        .strip()
                        .equals("" + version)) {
            throw ProblemType.REVISION_STALE.exception(
                    "The rules are at version " + version + "; read them and change those.");
        }
    }

    private static Response answer(StoredRules stored) {
        return Response.ok(stored).tag(new EntityTag(Integer.toString(stored.version()))).build();
    }

    private static String checked(String preset) {
        if (!PRESET.matcher(preset).matches()) {
            throw invalid("preset", "must be letters, digits, '.', '_' or '-', at most 64");
        }
        return preset;
    }

    private static int number(String version) {
        try {
            return Integer.parseUnsignedInt(version);
        } catch (NumberFormatException _) {
            throw invalid("version", "must be a whole number");
        }
    }

    private static RuntimeException invalid(String parameter, String detail) {
        return ProblemType.PARAMETER_INVALID.exception(
                "The parameter '" + parameter + "' " + detail + ".",
                Problem.Place.of(parameter, detail));
    }
}
