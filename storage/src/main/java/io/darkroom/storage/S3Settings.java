package io.darkroom.storage;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to reach an S3 API.
 *
 * @param endpoint such as {@code http://127.0.0.1:9000}
 * @param publicEndpoint the endpoint as clients of presigned links reach it, where it differs
 * @param connectTimeout until a connection stands
 * @param requestTimeout the longest silence while reading or writing
 * @param connections idle connections kept for the next request, 1 or more
 * @param caCertificates a PEM file of authorities that are trusted beside those that Java knows,
 *     for an {@code https} endpoint with a certificate of one's own
 */
public record S3Settings(
        URI endpoint,
        @Nullable URI publicEndpoint,
        String accessKey,
        String secretKey,
        String region,
        Duration connectTimeout,
        Duration requestTimeout,
        int connections,
        @Nullable Path caCertificates) {
    public static final String DEFAULT_REGION = "us-east-1";

    public S3Settings {
        if (accessKey.isBlank() || secretKey.isBlank()) {
            throw new IllegalArgumentException(
                    "The object store at " + endpoint + " needs an access key and a secret key");
        }
        if (endpoint.getHost() == null) {
            throw new IllegalArgumentException(
                    "The object store's endpoint must be a URL such as http://127.0.0.1:9000, was '"
                            + endpoint
                            + "'");
        }
        if (connections < 1) {
            throw new IllegalArgumentException("connections must be 1 or more");
        }
    }

    /** Settings with the default region, timeouts and pool. */
    public static S3Settings of(URI endpoint, String accessKey, String secretKey) {
        return new S3Settings(
                endpoint,
                null,
                accessKey,
                secretKey,
                DEFAULT_REGION,
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                16,
                null);
    }

    /** The same, trusting the authorities in a PEM file, too. */
    public S3Settings trusting(Path caCertificates) {
        return new S3Settings(
                endpoint,
                publicEndpoint,
                accessKey,
                secretKey,
                region,
                connectTimeout,
                requestTimeout,
                connections,
                caCertificates);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "S3Settings[endpoint="
                + endpoint
                + ", publicEndpoint="
                + publicEndpoint
                + ", region="
                + region
                + ", accessKey="
                + accessKey
                + ", secretKey=***]";
    }
}
