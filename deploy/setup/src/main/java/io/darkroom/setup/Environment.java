package io.darkroom.setup;

import io.darkroom.storage.S3Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the environment says, in the same variables as the services read.
 *
 * @param variables as the process got them
 */
record Environment(Map<String, String> variables) {
    private static final String KAFKA = "KAFKA_";

    /** The variables without which nothing can be done. */
    private static final List<String> NEEDED =
            List.of(
                    "KAFKA_BOOTSTRAP_SERVERS",
                    "DARKROOM_S3_ENDPOINT",
                    "DARKROOM_S3_ACCESS_KEY",
                    "DARKROOM_S3_SECRET_KEY");

    Environment {
        variables = Map.copyOf(variables);
    }

    /** Those that are needed and not set. */
    List<String> missing() {
        return NEEDED.stream().filter(name -> value(name).isEmpty()).toList();
    }

    /** Settings of Kafka's clients: {@code KAFKA_A_B} is {@code a.b}. */
    Map<String, Object> kafka() {
        var settings = new HashMap<String, Object>();
        variables.forEach((name, value) -> {
            if (name.startsWith(KAFKA) && !value.isBlank()) {
                String property = name.substring(KAFKA.length()).toLowerCase(Locale.ROOT);
                settings.put(property.replace('_', '.'), value);
            }
        });
        return settings;
    }

    /**
     * How to reach the object store.
     *
     * @throws IllegalArgumentException if the endpoint is no URL
     */
    S3Settings s3() {
        S3Settings given =
                S3Settings.of(
                        URI.create(needed("DARKROOM_S3_ENDPOINT")),
                        needed("DARKROOM_S3_ACCESS_KEY"),
                        needed("DARKROOM_S3_SECRET_KEY"));
        return new S3Settings(
                given.endpoint(),
                null,
                given.accessKey(),
                given.secretKey(),
                value("DARKROOM_S3_REGION").orElse(given.region()),
                given.connectTimeout(),
                given.requestTimeout(),
                given.connections(),
                value("DARKROOM_S3_CA_CERTIFICATES").map(Path::of).orElse(null));
    }

    /** The buckets that Darkroom writes to. */
    Set<String> buckets() {
        var buckets = new LinkedHashSet<String>();
        buckets.add(value("DARKROOM_S3_ORIGINALS_BUCKET").orElse("darkroom-originals"));
        buckets.add(value("DARKROOM_S3_VARIANTS_BUCKET").orElse("darkroom-variants"));
        value("DARKROOM_PUBLICATION_BUCKET").ifPresent(buckets::add);
        return buckets;
    }

    /** Whether the stages read as share groups, which brokers before 4.2 do not know. */
    boolean shareGroups() {
        return !value("DARKROOM_SUBSCRIPTION").orElse("share").equals("classic");
    }

    private String needed(String name) {
        return value(name).orElseThrow(() -> new IllegalArgumentException(name + " is not set"));
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }
}
