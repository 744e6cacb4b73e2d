package io.darkroom.storage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The object store as services are told of it. */
@ConfigMapping(prefix = "darkroom.s3")
public interface S3Config {
    URI endpoint();

    /** The endpoint as clients of presigned links reach it, where it differs. */
    Optional<URI> publicEndpoint();

    String accessKey();

    String secretKey();

    @WithDefault(S3Settings.DEFAULT_REGION)
    String region();

    @WithDefault("darkroom-originals")
    String originalsBucket();

    @WithDefault("darkroom-variants")
    String variantsBucket();

    @WithDefault("5s")
    Duration connectTimeout();

    /** The longest silence while reading or writing. */
    @WithDefault("30s")
    Duration requestTimeout();

    /** Idle connections kept for the next request. */
    @WithDefault("16")
    int connections();

    /**
     * A PEM file of authorities that are trusted beside those that Java knows: for an {@code https}
     * endpoint with a certificate of one's own.
     */
    Optional<Path> caCertificates();
}
