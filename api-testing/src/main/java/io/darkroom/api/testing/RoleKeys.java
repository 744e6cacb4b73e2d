package io.darkroom.api.testing;

import io.darkroom.service.access.Role;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;

/** Configures a key for each role, and one of another tenant that has every role. */
public final class RoleKeys implements QuarkusTestResourceLifecycleManager {
    /** The tenant of the keys that have one role. */
    public static final String TENANT = "walked";

    /** The key of another tenant that has every role. */
    public static final String STRANGER = "walk-stranger";

    /** The key that has this role and no other. */
    public static String with(String role) {
        return "walk-" + role;
    }

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<String, String>();
        for (Role role : Role.values()) {
            add(settings, with(role.id()), role.id(), TENANT);
        }
        String all = Arrays.stream(Role.values()).map(Role::id).collect(Collectors.joining(","));
        add(settings, STRANGER, all, "strangers");
        return settings;
    }

    @Override
    public void stop() {}

    private static void add(Map<String, String> settings, String key, String roles, String tenant) {
        String prefix = "darkroom.access.keys.\"" + key + "\".";
        settings.put(prefix + "hash", sha256(key));
        settings.put(prefix + "roles", roles);
        settings.put(prefix + "tenant", tenant);
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
