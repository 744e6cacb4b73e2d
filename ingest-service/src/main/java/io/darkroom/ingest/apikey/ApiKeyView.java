package io.darkroom.ingest.apikey;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A key as its operator sees it. */
@Schema(description = "An API key")
record ApiKeyView(
        @Schema(required = true, description = "The public part of the key") String id,
        @Schema(description = "The key itself: in the answer that creates it, and never again")
                @Nullable String key,
        @Schema(required = true) String name,
        @Schema(required = true) String tenant,
        @Schema(required = true) List<String> roles,
        @Schema(required = true, description = "Who created it") String createdBy,
        @Schema(required = true) Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable String revokedBy,
        @Nullable Instant revokedAt) {

    static ApiKeyView of(ApiKeyEntity row) {
        return of(row, null);
    }

    static ApiKeyView of(ApiKeyEntity row, @Nullable String key) {
        return new ApiKeyView(
                row.id,
                key,
                row.name,
                row.tenant,
                List.of(row.roles),
                row.createdBy,
                row.createdAt,
                row.expiresAt,
                row.revokedBy,
                row.revokedAt);
    }

    /** The secret stays out of logs. */
    @Override
    public String toString() {
        return "ApiKeyView[" + id + "]";
    }

    /** The keys of a tenant. */
    @Schema(name = "ApiKeys", description = "The keys of the tenant, newest first")
    record All(@Schema(required = true) List<ApiKeyView> items) {
        All {
            items = List.copyOf(items);
        }
    }
}
