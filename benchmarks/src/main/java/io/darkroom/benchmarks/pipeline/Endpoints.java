package io.darkroom.benchmarks.pipeline;

import io.darkroom.benchmarks.harness.UnavailableException;
import io.darkroom.contracts.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What {@code endpoints.json} of a running Darkroom says, as far as it is needed here.
 *
 * @param kafka {@code host:port}
 * @param postgres {@code postgresql://host:port/…}, with user and password
 * @param apiKey a key with every role
 * @param services by name; empty where Darkroom does not run on this machine
 */
record Endpoints(
        URI ingest,
        URI moderation,
        String kafka,
        String postgres,
        S3 s3,
        String apiKey,
        Map<String, Service> services) {

    /** The object store. */
    record S3(URI endpoint, String accessKey, String secretKey) {}

    /** A running service. */
    record Service(long pid) {}

    Endpoints {
        // A file that was written by hand for a Darkroom elsewhere names no processes.
        services = services == null ? Map.of() : Map.copyOf(services);
    }

    /**
     * Reads the file.
     *
     * @param state the state directory
     * @throws UnavailableException where there is none: nothing runs on this state
     */
    static Endpoints read(Path state) {
        Path file = state.resolve("endpoints.json");
        if (!Files.exists(file)) {
            throw new UnavailableException(
                    "No Darkroom is running (there is no %s). Start one with ./darkroom up in another terminal and run this again; --state names another state directory."
                            .formatted(file));
        }
        try {
            return Json.mapper().readValue(file.toFile(), Endpoints.class);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + file, e);
        }
    }
}
