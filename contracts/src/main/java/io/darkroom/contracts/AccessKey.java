package io.darkroom.contracts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The latest word on an API key, for every service that keys open. Its record's key is the key's
 * id. The key itself is in it nowhere: only the hash of it, which opens nothing.
 *
 * @param id the public part of the key
 * @param hash SHA-256 of the whole key, 64 lower-case hexadecimal digits
 * @param name what its holder is called in audit trails
 * @param roles what its holder may do; a reader passes over those it does not know
 * @param expiresAt from when on it opens nothing; absent for never
 * @param revokedAt when it was taken back; absent while it was not
 */
public record AccessKey(
        String id,
        String hash,
        String name,
        String tenant,
        List<String> roles,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt) {
    /** The CloudEvents type. */
    public static final String TYPE = "io.darkroom.AccessKey.v1";

    public AccessKey {
        Require.text(id, "id");
        Require.text(name, "name");
        Require.text(tenant, "tenant");
        roles = Require.list(roles, "roles");
        Require.present(createdAt, "createdAt");
        if (!Require.text(hash, "hash").matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "hash must be 64 lower-case hexadecimal digits, the SHA-256 of the key");
        }
    }

    /** Whether the key opens anything at this time. */
    public boolean opensAt(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }
}
