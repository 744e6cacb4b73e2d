package io.darkroom.ingest.operations;

import io.darkroom.contracts.Stage;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The stage that a path names. */
public final class StagePath {
    @Parameter(
            description = "The stage's name",
            schema = @Schema(implementation = Stage.class),
            example = "outpaint")
    @PathParam("stage")
    @SuppressWarnings("NullAway.Init") // filled in from the path
    String stage;
}
