package io.darkroom.moderation.levels;

import io.darkroom.service.access.Caller;
import io.darkroom.service.access.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Service levels over HTTP. */
@Path("/v1/reviews/levels")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Id.REVIEWER, Role.Id.OPERATOR, Role.Id.ADMIN})
@Tag(name = "Reviews", description = "What waits for a person's eye, and what was decided.")
public class LevelsResource {
    private final LevelsQuery query;
    private final Caller caller;

    LevelsResource(LevelsQuery query, Caller caller) {
        this.query = query;
        this.caller = caller;
    }

    /** How well the tenant's queue is served. */
    @GET
    @RunOnVirtualThread
    @Operation(
            operationId = "serviceLevels",
            summary = "How well the queue is served",
            description =
                    "What waits and for how long, what was decided, and how far people agree with"
                            + " what would have been published without them. Not older than two"
                            + " seconds.")
    @APIResponse(responseCode = "200", description = "The service levels of the tenant")
    public ServiceLevels levels() {
        return query.of(caller.tenant());
    }
}
