package io.darkroom.local.embedded;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** The configuration names by which all services are told where their servers are. */
public final class ServiceSettings {
    private ServiceSettings() {}

    /** Where the servers are, and what opens them. */
    public static Map<String, String> of(Servers servers) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("kafka.bootstrap.servers", servers.kafka().bootstrapServers());
        settings.put("darkroom.s3.endpoint", servers.s3().endpoint().toString());
        settings.put("darkroom.s3.access-key", servers.s3().accessKey());
        settings.put("darkroom.s3.secret-key", servers.s3().secretKey());
        settings.putAll(database(servers.postgres()));
        return settings;
    }

    /** Where the database is, and what opens it. */
    public static Map<String, String> database(EmbeddedPostgres postgres) {
        return Map.of(
                "quarkus.datasource.username", postgres.user(),
                "quarkus.datasource.password", postgres.password(),
                "quarkus.datasource.reactive.url", postgres.reactiveUrl(),
                "quarkus.datasource.jdbc.url", postgres.jdbcUrl());
    }

    /**
     * An API key with every role for the tenant default.
     *
     * @param name what the key is called in the configuration
     * @param hash lower-case hex SHA-256 of the key
     */
    public static Map<String, String> accessKey(String name, String hash) {
        String key = "darkroom.access.keys.\"" + name + "\".";
        return Map.of(
                key + "hash", hash,
                key + "roles", "uploader,reader,reviewer,operator,admin",
                key + "tenant", "default");
    }

    /** What a configuration keeps of an API key: lower-case hex SHA-256. */
    public static String hash(String apiKey) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(apiKey.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
