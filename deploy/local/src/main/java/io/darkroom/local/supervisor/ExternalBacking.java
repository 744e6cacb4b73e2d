package io.darkroom.local.supervisor;

import io.darkroom.local.command.UsageException;
import io.darkroom.local.launch.Endpoints;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Servers that somebody else runs, named by the variables that every service reads ({@code
 * --external}). They are neither set up nor stopped from here.
 *
 * @param variables the environment, which the services inherit
 */
record ExternalBacking(Map<String, String> variables) implements Backing {
    private static final String KAFKA = "KAFKA_BOOTSTRAP_SERVERS";
    private static final String S3_ENDPOINT = "DARKROOM_S3_ENDPOINT";
    private static final String S3_ACCESS_KEY = "DARKROOM_S3_ACCESS_KEY";
    private static final String S3_SECRET_KEY = "DARKROOM_S3_SECRET_KEY";
    private static final String DATABASE = "QUARKUS_DATASOURCE_REACTIVE_URL";
    private static final String DATABASE_USER = "QUARKUS_DATASOURCE_USERNAME";
    private static final String DATABASE_PASSWORD = "QUARKUS_DATASOURCE_PASSWORD";
    private static final List<String> NEEDED =
            List.of(
                    KAFKA,
                    S3_ENDPOINT,
                    S3_ACCESS_KEY,
                    S3_SECRET_KEY,
                    DATABASE,
                    "QUARKUS_DATASOURCE_JDBC_URL",
                    DATABASE_USER,
                    DATABASE_PASSWORD);

    /**
     * @throws UsageException if variables are missing; the message names them all
     */
    ExternalBacking {
        variables = Map.copyOf(variables);
        var given = variables;
        var missing =
                NEEDED.stream().filter(name -> given.getOrDefault(name, "").isBlank()).toList();
        if (!missing.isEmpty()) {
            throw new UsageException(
                    "--external needs the servers' addresses; not set: "
                            + String.join(", ", missing));
        }
    }

    /** None: the services inherit the environment that names them. */
    @Override
    public Map<String, String> settings() {
        return Map.of();
    }

    @Override
    public String kafka() {
        return value(KAFKA);
    }

    @Override
    public String postgres() {
        String url = value(DATABASE);
        return "%s%suser=%s&password=%s"
                .formatted(
                        url,
                        url.contains("?") ? "&" : "?",
                        encoded(value(DATABASE_USER)),
                        encoded(value(DATABASE_PASSWORD)));
    }

    @Override
    public Endpoints.S3 s3() {
        return new Endpoints.S3(
                URI.create(value(S3_ENDPOINT)), value(S3_ACCESS_KEY), value(S3_SECRET_KEY));
    }

    /** Nothing: they are somebody else's. */
    @Override
    public void close() {}

    /** Without the secrets. */
    @Override
    public String toString() {
        return "ExternalBacking[kafka=" + kafka() + ", s3=" + s3().endpoint() + "]";
    }

    private String value(String name) {
        return variables.getOrDefault(name, "");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
