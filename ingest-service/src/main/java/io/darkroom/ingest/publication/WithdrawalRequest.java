package io.darkroom.ingest.publication;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why a published asset is taken back. */
@Schema(description = "Why a published asset is taken back.")
public record WithdrawalRequest(
        @Schema(
                        description = "A sentence; subscribers read it too",
                        examples = "The licence ended.")
                @NotBlank
                @Size(max = 500)
                String reason) {}
