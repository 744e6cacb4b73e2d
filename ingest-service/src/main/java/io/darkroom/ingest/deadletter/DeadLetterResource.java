package io.darkroom.ingest.deadletter;

import io.darkroom.ingest.query.Cursor;
import io.darkroom.ingest.steering.Operators;
import io.darkroom.service.access.Caller;
import io.darkroom.service.access.Role;
import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.service.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
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
import java.util.List;
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

/**
 * Shows dead letters and has them sent again. Operators see those of their tenant's assets; those
 * who run the installation see all, also what belongs to no asset.
 */
@Path("/v1/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Id.OPERATOR, Role.Id.ADMIN})
@Tag(name = "Operations")
@RunOnVirtualThread
public class DeadLetterResource {
    private static final int MOST = 200;

    private final DeadLetterIndex index;
    private final DeadLetterQuery query;
    private final Operators operators;
    private final Caller caller;

    DeadLetterResource(
            DeadLetterIndex index, DeadLetterQuery query, Operators operators, Caller caller) {
        this.index = index;
        this.query = query;
        this.operators = operators;
        this.caller = caller;
    }

    /** What is owed. */
    @GET
    @Operation(
            operationId = "listDeadLetters",
            summary = "Records that were given up and not repaired since, by cause",
            description =
                    "With the latest of them one by one. What a stage gave up is no longer listed"
                            + " once the stage of its asset succeeded, or is at work again.")
    @APIResponse(
            responseCode = "200",
            description = "The causes, those with most letters first; and the latest letters",
            content = @Content(schema = @Schema(implementation = DeadLetterView.All.class)))
    @APIResponse(responseCode = "400", description = "parameter-invalid: limit, or cursor")
    public DeadLetterView.All list(
            @Parameter(description = "Only what this stage or consumer gave up")
                    @QueryParam("consumer")
                    @Nullable String consumer,
            @Parameter(description = "Only this cause: the slug of the problem's type")
                    @QueryParam("cause")
                    @Nullable String cause,
            @Parameter(description = "How many letters, 0 to 200")
                    @QueryParam("limit")
                    @DefaultValue("50")
                    int limit,
            @Parameter(description = "'next' of the page before") @QueryParam("cursor")
                    @Nullable String cursor) {
        if (limit < 0 || limit > MOST) {
            String detail = "limit must be 0 to " + MOST;
            throw ProblemType.PARAMETER_INVALID.exception(
                    detail, Problem.Place.of("limit", detail));
        }
        var scope = new DeadLetterScope(tenant(), consumer, cause);
        var after = cursor == null ? null : Cursor.parse(cursor);
        return page(query.causes(scope), query.letters(scope, limit + 1, after), limit);
    }

    /**
     * @param letters one more than is shown, where there is one
     */
    private static DeadLetterView.All page(
            List<DeadLetterView.Cause> causes, List<DeadLetterView> letters, int limit) {
        if (limit == 0 || letters.size() <= limit) {
            return new DeadLetterView.All(
                    causes, letters.subList(0, Math.min(limit, letters.size())), null);
        }
        var last = letters.get(limit - 1);
        return new DeadLetterView.All(
                causes, letters.subList(0, limit), new Cursor(last.lastAt(), last.id()).text());
    }

    /** One of them. */
    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getDeadLetter",
            summary = "One dead letter, with the record that was given up")
    @APIResponse(
            responseCode = "200",
            description = "The letter",
            content = @Content(schema = @Schema(implementation = DeadLetterView.Whole.class)))
    @APIResponse(responseCode = "404", description = "dead-letter-not-found: there is none")
    public DeadLetterView.Whole one(
            @Parameter(
                            description = "The letter's id",
                            example = "0f6e6f5e-3c1d-5a52-9c0d-3f5e8a7b1c2d")
                    @PathParam("id")
                    String id) {
        return uuid(id).flatMap(known -> query.find(tenant(), known))
                .orElseThrow(() -> missing(id));
    }

    /** Sends them again. */
    @POST
    @Path("/replays")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "replayDeadLetters",
            summary = "Sends one, those of a cause, or all of them again",
            description =
                    "With 'dryRun' it only counts. What a stage gave up is asked for anew on the"
                            + " bulk lane, one that is named by its id on the live lane; its asset"
                            + " changes when it succeeds. Any other record is sent as it was to the"
                            + " topic it came from, but for those that were too large for a dead"
                            + " letter. What came back too often is in quarantine, and is sent only"
                            + " where it is named or 'quarantined' is true.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = ReplayRequest.class),
                            examples =
                                    @ExampleObject(
                                            name = "after a fix, counted first",
                                            value =
                                                    """
                                                    {"consumer": "caption", "cause": "stage-crashed", "dryRun": true}\
                                                    """)))
    @APIResponse(
            responseCode = "200",
            description = "A dry run: how many it would send",
            content = @Content(schema = @Schema(implementation = ReplayView.class)))
    @APIResponse(
            responseCode = "202",
            description = "They are being sent",
            content = @Content(schema = @Schema(implementation = ReplayView.class)))
    @APIResponse(responseCode = "404", description = "dead-letter-not-found: no such id")
    @APIResponse(
            responseCode = "409",
            description =
                    "dead-letter-empty: its record was too large, and lies where it came from")
    @APIResponse(responseCode = "422", description = "field-invalid or unknown-field")
    public Response replay(@Nullable ReplayRequest request) {
        if (request == null) {
            throw ProblemType.REQUEST_MALFORMED.exception("The body is empty; say which letters");
        }
        long matching = request.id() == null ? many(request) : one(request.id(), request.counts());
        var view = new ReplayView(request.counts(), matching);
        return request.counts() ? Response.ok(view).build() : Response.accepted(view).build();
    }

    private long many(ReplayRequest request) {
        var scope = new DeadLetterScope(tenant(), request.consumer(), request.cause());
        return request.counts()
                ? query.count(scope, request.withQuarantined())
                : index.queue(scope, request.withQuarantined(), caller.name());
    }

    private long one(UUID id, boolean counts) {
        if (!query.find(tenant(), id).orElseThrow(() -> missing(id.toString())).sendable()) {
            throw ProblemType.DEAD_LETTER_EMPTY.exception(
                    "Dead letter '" + id + "' has no record; its error says where that lies.");
        }
        if (!counts && !index.queue(tenant(), id, caller.name())) {
            throw missing(id.toString());
        }
        return 1;
    }

    /** Whose letters the caller sees; absent for all. */
    private Optional<String> tenant() {
        return operators.runInstallation(caller) ? Optional.empty() : Optional.of(caller.tenant());
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static ProblemException missing(String id) {
        return ProblemType.DEAD_LETTER_NOT_FOUND.exception(
                "There is no dead letter '" + id + "' that this key may see.");
    }
}
