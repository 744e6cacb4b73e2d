package io.darkroom.ingest.delivery;

import java.net.URI;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A link that lets its holder read one file, for five minutes. */
@Schema(description = "A link that lets its holder read one file, for five minutes.")
public record VariantLink(
        @Schema(description = "Needs no key; can stand in an <img>") URI url,
        @Schema(description = "When the link stops working") Instant expiresAt) {}
