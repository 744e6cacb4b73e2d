package io.darkroom.service.access;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The keys of the configuration, which holds their hashes only. */
@Singleton
@Startup
class ConfiguredApiKeys {
    private static final Logger LOG = Logger.getLogger(ConfiguredApiKeys.class);
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");

    private final List<Entry> entries;

    ConfiguredApiKeys(AccessConfig config) {
        this.entries =
                config.keys().entrySet().stream()
                        .map(key -> entry(key.getKey(), key.getValue()))
                        .toList();
        if (entries.isEmpty()) {
            LOG.warn(
                    "No API key is configured: only keys created before and tokens of an issuer"
                            + " open /v1");
        }
    }

    /** Compares with every hash, however early one fits, so that time tells nothing. */
    Optional<ApiKeys.Holder> holderOf(String key) {
        byte[] hash = KeyText.sha256(key);
        ApiKeys.@Nullable Holder found = null;
        for (Entry entry : entries) {
            if (MessageDigest.isEqual(hash, entry.hash())) {
                found = entry.holder();
            }
        }
        return Optional.ofNullable(found);
    }

    private static Entry entry(String name, AccessConfig.Key key) {
        String property = "darkroom.access.keys.\"" + name + "\"";
        if (!SHA_256.matcher(key.hash()).matches()) {
            throw new IllegalArgumentException(
                    property + ".hash must be the SHA-256 of the key, 64 hexadecimal digits");
        }
        if (key.tenant().isBlank()) {
            throw new IllegalArgumentException(property + ".tenant must not be blank");
        }
        byte[] hash = HexFormat.of().parseHex(key.hash().toLowerCase(Locale.ROOT));
        return new Entry(
                hash, new ApiKeys.Holder("configured/" + name, name, key.tenant(), key.roles()));
    }

    @SuppressWarnings("ArrayRecordComponent") // Compared in constant time only.
    private record Entry(byte[] hash, ApiKeys.Holder holder) {}
}
