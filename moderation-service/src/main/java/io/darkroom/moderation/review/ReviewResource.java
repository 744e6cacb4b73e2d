package io.darkroom.moderation.review;

import io.darkroom.service.access.Caller;
import io.darkroom.service.access.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The review queue over HTTP, for reviewers of a tenant. */
@Path("/v1/reviews")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Id.REVIEWER, Role.Id.ADMIN})
@Tag(name = "Reviews")
public class ReviewResource {
    private final ReviewQueue queue;
    private final ReviewDesk desk;
    private final Caller caller;

    ReviewResource(ReviewQueue queue, ReviewDesk desk, Caller caller) {
        this.queue = queue;
        this.desk = desk;
        this.caller = caller;
    }

    /** A page of the queue, oldest first. */
    @GET
    @Operation(
            summary = "Lists reviews, oldest first",
            description = "limit is 50 by default and 200 at most; next goes into cursor.")
    public Uni<ReviewView.Page> list(
            @RestQuery @Nullable String state,
            @RestQuery @Nullable String reason,
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit) {
        return queue.page(caller.tenant(), QueueFilter.parse(state, reason, cursor, limit));
    }

    /** Takes items under a lease. */
    @POST
    @Path("claims")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Takes items under a lease, so that nobody else gets them")
    public Uni<ReviewView.Claimed> claim(@Nullable ClaimRequest claim) {
        return queue.claim(
                caller.tenant(), caller.name(), claim == null ? ClaimRequest.DEFAULT : claim);
    }

    /** Decides about items, each for itself. */
    @POST
    @Path("decisions")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Decides about up to 500 items",
            description =
                    "Every item is answered for itself, in order; one that is refused spoils no"
                            + " other. A decision leaves after the undo time.")
    public Uni<DecisionResults> decide(DecisionBatch batch) {
        return desk.decide(caller.tenant(), caller.name(), batch);
    }

    /** Takes a decision back that has not left yet. */
    @POST
    @Path("{id}/undo")
    @Operation(summary = "Takes back one's own decision within the undo time")
    public Uni<ReviewView> undo(@RestPath UUID id) {
        return desk.undo(caller.tenant(), caller.name(), id);
    }

    /** Who did what and when. */
    @GET
    @Path("{id}/history")
    @Operation(summary = "The audit trail of an item")
    public Uni<HistoryView> history(@RestPath UUID id) {
        return queue.history(caller.tenant(), id);
    }
}
