package io.darkroom.ingest;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** Keys for tests of who may see what. Each key's text is its name. */
public final class TestKeys implements QuarkusTestResourceLifecycleManager {
    /** The tenant of the keys that are named after their one role. */
    public static final String TENANT = "readers";

    /** A tenant whose lists hold what one test put there. */
    public static final String LIST_TENANT = "lists";

    public static final String OPERATOR = "operator";
    public static final String STRANGER = "stranger";
    public static final String LISTER = "lister";
    public static final String LIST_READER = "list-reader";

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<String, String>();
        for (String role : new String[] {"uploader", "reader", "reviewer", "operator", "admin"}) {
            add(settings, role, role, TENANT);
        }
        add(settings, STRANGER, "uploader,reader,reviewer,operator,admin", "elsewhere");
        add(settings, LISTER, "uploader", LIST_TENANT);
        add(settings, LIST_READER, "reader", LIST_TENANT);
        settings.put("darkroom.live.desk-url", "http://desk.example/");
        return settings;
    }

    private static void add(
            Map<String, String> settings, String name, String roles, String tenant) {
        String key = "darkroom.access.keys.\"" + name + "\".";
        settings.put(key + "hash", sha256(name));
        settings.put(key + "roles", roles);
        settings.put(key + "tenant", tenant);
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    @Override
    public void stop() {}
}
