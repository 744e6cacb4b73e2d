package io.darkroom.moderation.review;

import io.darkroom.service.access.Caller;
import io.darkroom.service.access.Role;
import io.darkroom.service.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The review queue over HTTP, for reviewers of a tenant. */
@Path("/v1/reviews")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Id.REVIEWER, Role.Id.ADMIN})
@Tag(name = "Reviews", description = "What waits for a person's eye, and what was decided.")
public class ReviewResource {
    private final ReviewQueue queue;
    private final ReviewDesk desk;
    private final DecisionReasons reasons;
    private final Caller caller;

    ReviewResource(ReviewQueue queue, ReviewDesk desk, DecisionReasons reasons, Caller caller) {
        this.queue = queue;
        this.desk = desk;
        this.reasons = reasons;
        this.caller = caller;
    }

    /** A page of the queue. */
    @GET
    @Operation(
            operationId = "listReviews",
            summary = "Lists reviews, oldest first or decided last first",
            description = "limit is 50 by default and 200 at most; next goes into cursor.")
    @APIResponse(responseCode = "200", description = "A page")
    @APIResponse(responseCode = "400", ref = "Malformed")
    public Uni<ReviewView.Page> list(
            @Parameter(
                            description = "Only reviews in this state",
                            schema = @Schema(implementation = ReviewState.class))
                    @RestQuery
                    @Nullable String state,
            @Parameter(description = "Only reviews with one of these reason codes") @RestQuery
                    List<String> reason,
            @Parameter(description = "Only reviews of assets of one of these presets") @RestQuery
                    List<String> preset,
            @Parameter(
                            description = "Only reviews that were asked for then or later",
                            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @RestQuery
                    @Nullable String createdAfter,
            @Parameter(
                            description = "Only reviews that were asked for earlier",
                            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @RestQuery
                    @Nullable String createdBefore,
            @Parameter(
                            description = "true: only what the caller has under a lease",
                            schema = @Schema(type = SchemaType.BOOLEAN))
                    @RestQuery
                    @Nullable String mine,
            @Parameter(
                            description =
                                    "decided: what was decided last comes first; needs"
                                            + " state=DECIDED",
                            schema =
                                    @Schema(
                                            enumeration = {"oldest", "decided"},
                                            defaultValue = "oldest"))
                    @RestQuery
                    @Nullable String order,
            @Parameter(description = "'next' of the page before") @RestQuery
                    @Nullable String cursor,
            @Parameter(
                            description = "How many at most",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "200",
                                            defaultValue = "50"))
                    @RestQuery
                    @Nullable String limit) {
        var parameters =
                new QueueFilter.Parameters(
                        state,
                        reason,
                        preset,
                        createdAfter,
                        createdBefore,
                        mine,
                        order,
                        cursor,
                        limit);
        return queue.page(
                caller.tenant(), caller.name(), QueueFilter.parse(parameters, caller.name()));
    }

    /** One review, with new links to its pictures. */
    @GET
    @Path("{id}")
    @Operation(
            operationId = "getReview",
            summary = "One review",
            description = "As a list gives it. The links to its pictures are new.")
    @APIResponse(responseCode = "200", description = "The review as it stands")
    @APIResponse(responseCode = "404", ref = "NoSuchReview")
    public Uni<ReviewView> one(
            @Parameter(
                            description = "The review's id",
                            example = "01939f4e-7a10-7000-8000-00000000a55e",
                            schema = @Schema(implementation = UUID.class))
                    @RestPath
                    String id) {
        return queue.one(caller.tenant(), caller.name(), reviewId(id));
    }

    /** What reviewers may give as a reason. */
    @GET
    @Path("reasons")
    @Operation(
            operationId = "listDecisionReasons",
            summary = "The reasons that reviewers may give",
            description = "As configured, in the order of the desk's number keys.")
    @APIResponse(responseCode = "200", description = "The list")
    public DecisionReasons.Reasons reasons() {
        return new DecisionReasons.Reasons(reasons.all());
    }

    /** Gives items back. */
    @POST
    @Path("releases")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "releaseReviews",
            summary = "Gives items back before their lease ends",
            description = "What the caller has not under a lease is left alone.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = ReleaseRequest.class),
                            examples =
                                    @ExampleObject(
                                            name = "one",
                                            value =
                                                    """
                                                    {"reviewIds": ["01939f4e-7a10-7000-8000-00000000a55e"]}
                                                    """)))
    @APIResponse(responseCode = "200", description = "What was given back")
    @APIResponse(responseCode = "400", ref = "Malformed")
    @APIResponse(responseCode = "422", ref = "Invalid")
    public Uni<ReleaseRequest.Released> release(ReleaseRequest release) {
        return queue.release(caller.tenant(), caller.name(), release);
    }

    /** Takes items under a lease. */
    @POST
    @Path("claims")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "claimReviews",
            summary = "Takes items under a lease, so that nobody else gets them")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = ClaimRequest.class),
                            examples =
                                    @ExampleObject(
                                            name = "the riskiest twenty, for five minutes",
                                            value =
                                                    """
                                                    {"limit": 20, "leaseSeconds": 300, "reasons": [], "order": "riskiest"}
                                                    """)))
    @APIResponse(responseCode = "200", description = "What was taken; may be fewer, or none")
    @APIResponse(responseCode = "400", ref = "Malformed")
    @APIResponse(responseCode = "422", ref = "Invalid")
    public Uni<ReviewView.Claimed> claim(@Nullable ClaimRequest claim) {
        return queue.claim(
                caller.tenant(), caller.name(), claim == null ? ClaimRequest.DEFAULT : claim);
    }

    /** Decides about items, each for itself. */
    @POST
    @Path("decisions")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "decideReviews",
            summary = "Decides about up to 500 items",
            description =
                    "Every item is answered for itself, in order; one that is refused spoils no"
                            + " other. A decision has at most 64 KiB as JSON, all together 4 MiB."
                            + " A decision leaves after the undo time. An empty or absent"
                            + " list of captions, tags, reason codes or withheld variants means"
                            + " that nothing is edited, given or withheld: it clears nothing;"
                            + " 'clearTags' removes every tag. The same decision again is accepted"
                            + " and changes nothing. An approval of an item that needs two waits"
                            + " for somebody else's. A decision that has left is replaced by one"
                            + " with 'overrule': a published asset is then withdrawn, a rejected or"
                            + " withdrawn one published.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = DecisionBatch.class),
                            examples =
                                    @ExampleObject(
                                            name = "one goes out, with a better alt text",
                                            value =
                                                    """
                                                    {"decisions": [{"reviewId": "01939f4e-7a10-7000-8000-00000000a55e", "revision": 2,
                                                      "verdict": "APPROVE", "captions": [{"language": "en", "alt": "A laid table by a window"}]}]}
                                                    """)))
    @APIResponse(
            responseCode = "200",
            description = "One result for each decision; a refused one carries its problem")
    @APIResponse(responseCode = "400", ref = "Malformed")
    @APIResponse(responseCode = "422", ref = "Invalid")
    public Uni<DecisionResults> decide(DecisionBatch batch) {
        return desk.decide(caller.tenant(), caller.name(), batch);
    }

    /** Takes a decision back that has not left yet. */
    @POST
    @Path("{id}/undo")
    @Operation(
            operationId = "undoDecision",
            summary = "Takes back one's own decision within the undo time")
    @APIResponse(responseCode = "200", description = "The review as it stands again")
    @APIResponse(responseCode = "404", ref = "NoSuchReview")
    @APIResponse(responseCode = "409", ref = "NotUndone")
    public Uni<ReviewView> undo(
            @Parameter(
                            description = "The review's id",
                            example = "01939f4e-7a10-7000-8000-00000000a55e",
                            schema = @Schema(implementation = UUID.class))
                    @RestPath
                    String id) {
        return desk.undo(caller.tenant(), caller.name(), reviewId(id));
    }

    /** Who did what and when. */
    @GET
    @Path("{id}/history")
    @Operation(operationId = "getReviewHistory", summary = "The audit trail of an item")
    @APIResponse(responseCode = "200", description = "What happened, in order")
    @APIResponse(responseCode = "404", ref = "NoSuchReview")
    public Uni<HistoryView> history(
            @Parameter(
                            description = "The review's id",
                            example = "01939f4e-7a10-7000-8000-00000000a55e",
                            schema = @Schema(implementation = UUID.class))
                    @RestPath
                    String id) {
        return queue.history(caller.tenant(), reviewId(id));
    }

    /** What is no UUID names no review, as everywhere in the API. */
    private static UUID reviewId(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw ProblemType.REVIEW_NOT_FOUND.exception(
                    "There is no review '%s' that this key may see; use the id that the queue gives."
                            .formatted(text));
        }
    }
}
