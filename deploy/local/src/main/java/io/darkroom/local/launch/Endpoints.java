package io.darkroom.local.launch;

import io.darkroom.contracts.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * {@code .darkroom/endpoints.json}: where a running Darkroom is, and the key that opens it.
 *
 * @param kafka {@code host:port}
 * @param postgres {@code postgresql://host:port/…}, with user and password
 * @param apiKey a key with every role
 * @param services by name, kept current when one is restarted; empty where Darkroom does not run on
 *     this machine
 */
public record Endpoints(
        URI ingest,
        URI moderation,
        String kafka,
        String postgres,
        S3 s3,
        String apiKey,
        Map<String, Service> services) {

    /** The object store. */
    public record S3(URI endpoint, String accessKey, String secretKey) {}

    /** A running service. */
    public record Service(long pid, URI url) {}

    public Endpoints {
        // A file that was written by hand for a Darkroom elsewhere names no processes.
        services = services == null ? Map.of() : services;
    }

    /** Writes the file so that only its owner can read it, and nobody a half of it. */
    public void write(Path file) {
        try {
            PrivateFile.write(
                    file,
                    Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + file, e);
        }
    }

    /** Reads the file of a running Darkroom. */
    public static Endpoints read(Path file) {
        try {
            return Json.mapper().readValue(file.toFile(), Endpoints.class);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + file, e);
        }
    }
}
