package io.darkroom.ingest.operations;

import io.darkroom.ingest.steering.Operators;
import io.darkroom.ingest.sweep.Reconciler;
import io.darkroom.service.access.Caller;
import io.darkroom.service.access.Role;
import io.quarkus.arc.All;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/** Has what is stored compared with the records at once. */
@Path("/v1/reconciliations")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Id.OPERATOR, Role.Id.ADMIN})
@Tag(name = "Operations")
@RunOnVirtualThread
public class ReconciliationResource {
    private static final Logger LOG = Logger.getLogger(ReconciliationResource.class);

    private final List<Reconciler> reconcilers;
    private final Operators operators;
    private final Caller caller;

    ReconciliationResource(@All List<Reconciler> reconcilers, Operators operators, Caller caller) {
        this.reconcilers =
                reconcilers.stream().sorted(Comparator.comparing(Reconciler::compares)).toList();
        this.operators = operators;
        this.caller = caller;
    }

    /** All of it. */
    @POST
    @Operation(
            operationId = "reconcile",
            summary = "Compares buckets, deadlines and records now, and mends the difference",
            description =
                    "What happens every few minutes anyway. It takes as long as the buckets are"
                            + " large; a part that fails keeps no other from being done.")
    @APIResponse(
            responseCode = "200",
            description = "How each part ended",
            content = @Content(schema = @Schema(implementation = ReconciliationView.class)))
    @APIResponse(
            responseCode = "403",
            description = "forbidden: no operator or admin of a tenant that runs the installation")
    public ReconciliationView reconcile() {
        operators.require(caller);
        return new ReconciliationView(
                reconcilers.stream().map(ReconciliationResource::reconcile).toList());
    }

    private static ReconciliationView.Item reconcile(Reconciler part) {
        return new ReconciliationView.Item(part.compares(), result(part));
    }

    private static String result(Reconciler part) {
        try {
            return switch (part.reconcileNow()) {
                case DONE -> "done";
                case PARTLY -> "partly done; see the log";
                case UNDER_WAY -> "under way already";
                case NOT_CONFIGURED -> "not configured";
            };
        } catch (RuntimeException e) {
            LOG.warnf(e, "A reconciliation failed part=%s", part.compares());
            return "failed: " + e.getClass().getSimpleName() + "; see the log";
        }
    }
}
