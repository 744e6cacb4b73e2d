package io.darkroom.moderation.audit;

import io.darkroom.service.access.Caller;
import io.darkroom.service.access.Role;
import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The audit trail over HTTP. */
@Path("/v1/audit")
@RolesAllowed(Role.Id.ADMIN)
@Tag(name = "Audit", description = "Who saw, claimed, decided and overruled what, and when.")
public class AuditResource {
    private final AuditTrail trail;
    private final Caller caller;

    AuditResource(AuditTrail trail, Caller caller) {
        this.trail = trail;
        this.caller = caller;
    }

    /** The whole trail. */
    @GET
    @RunOnVirtualThread
    @Produces({"application/x-ndjson", "text/csv"})
    @Operation(
            operationId = "exportAudit",
            summary = "Exports the tenant's audit trail",
            description =
                    "In order, as it stands, streamed. Each line carries its hash, so that the"
                            + " trail can be verified from the export alone.")
    @APIResponse(
            responseCode = "200",
            description = "The lines",
            content = {
                @Content(
                        mediaType = "application/x-ndjson",
                        schema = @Schema(implementation = AuditLine.class)),
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "400", ref = "Malformed")
    public Response export(
            @Parameter(
                            description = "jsonl (JSON lines, the default) or csv",
                            schema = @Schema(enumeration = {"jsonl", "csv"}))
                    @RestQuery
                    @Nullable String format,
            @Parameter(
                            description = "Only lines after this one, by their number",
                            schema = @Schema(type = SchemaType.INTEGER, defaultValue = "0"))
                    @RestQuery
                    @Nullable String after) {
        AuditFormat chosen = AuditFormat.of(format);
        if (chosen == null) {
            throw invalid("format", "must be jsonl or csv");
        }
        long from = after == null ? 0 : number(after);
        String tenant = caller.tenant();
        StreamingOutput body = out -> write(out, chosen, tenant, from);
        return Response.ok(body)
                .header("Content-Type", chosen.mediaType())
                .header("Cache-Control", "no-store")
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"audit." + chosen.extension() + "\"")
                .build();
    }

    /** Whether the trail is whole. */
    @GET
    @Path("verification")
    @RunOnVirtualThread
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "verifyAudit",
            summary = "Verifies the hash chain of the tenant's audit trail",
            description =
                    "Computes every hash anew. ./darkroom audit verify does the same from an"
                            + " export, without trusting this service.")
    @APIResponse(responseCode = "200", description = "Whether it is whole, and where it is not")
    public Verification verify() {
        return trail.verify(caller.tenant());
    }

    private void write(OutputStream out, AuditFormat format, String tenant, long after)
            throws IOException {
        var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        format.begin(writer);
        trail.read(tenant, after, line -> format.write(writer, line));
        writer.flush();
    }

    private static long number(String text) {
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException _) {
            throw invalid("after", "must be a whole number");
        }
    }

    private static RuntimeException invalid(String parameter, String detail) {
        return ProblemType.PARAMETER_INVALID.exception(
                "The parameter '" + parameter + "' " + detail + ".",
                Problem.Place.of(parameter, detail));
    }
}
