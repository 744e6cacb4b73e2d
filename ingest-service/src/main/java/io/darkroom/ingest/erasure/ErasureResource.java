package io.darkroom.ingest.erasure;

import io.darkroom.ingest.query.AssetReader;
import io.darkroom.service.access.Caller;
import io.darkroom.service.access.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Erases assets. */
@Path("/v1/assets/{id}")
@Tag(name = "Assets")
public class ErasureResource {
    private final Erasures erasures;
    private final Caller caller;

    ErasureResource(Erasures erasures, Caller caller) {
        this.erasures = erasures;
        this.caller = caller;
    }

    /** Erases one asset. */
    @DELETE
    @RolesAllowed(Role.Id.ADMIN)
    @RunOnVirtualThread
    @Operation(
            operationId = "eraseAsset",
            summary = "Erases an asset for good",
            description =
                    "Removes the original, every file made of it, the record, and every trace of"
                            + " requests and deliveries; subscribers of the enriched topic get a"
                            + " tombstone. docs/erasure.md lists what stays and why. Afterwards the"
                            + " asset is not found. Erasing it again answers the same.")
    @APIResponse(responseCode = "204", description = "Nothing is left of it")
    @APIResponse(
            responseCode = "202",
            description = "The record is gone; its files go once the object store is back")
    @APIResponse(responseCode = "404", description = "asset-not-found: there never was one")
    public Response erase(
            @Parameter(
                            description = "The asset's id",
                            example = "01939f4e-6b1c-7a52-9c0d-3f5e8a7b1c2d")
                    @PathParam("id")
                    String id) {
        boolean gone = erasures.erase(AssetReader.id(id), caller.tenant(), caller.name());
        return Response.status(gone ? Response.Status.NO_CONTENT : Response.Status.ACCEPTED)
                .build();
    }
}
