package io.darkroom.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.Json;
import io.darkroom.local.launch.Endpoints;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {
    @TempDir Path directory;

    @Test
    void onlyOneHasTheDirectoryAtATime() {
        try (var first = StateDirectory.take(directory).orElseThrow()) {
            assertThat(first.path()).isEqualTo(directory);
            assertThat(StateDirectory.take(directory)).isEmpty();
        }
        StateDirectory.take(directory).orElseThrow().close();
    }

    @Test
    void keysStayOverRestartsAndAreReadableByTheirOwnerOnly() throws Exception {
        Keys keys = Keys.in(directory);

        assertThat(Keys.in(directory)).isEqualTo(keys);
        assertThat(mode(directory.resolve("keys.json"))).isEqualTo("rw-------");
        assertThat(keys.toString()).doesNotContain(keys.apiKey());
    }

    @Test
    void endpointsAreWrittenAsTheApiSays() throws Exception {
        Path file = StateDirectory.endpoints(directory);
        endpoints().write(file);

        var json = Json.mapper().readTree(file.toFile());
        assertThat(json.get("ingest").asText()).isEqualTo("http://localhost:8080");
        assertThat(json.get("moderation").asText()).isEqualTo("http://localhost:8081");
        assertThat(json.get("kafka").asText()).isEqualTo("localhost:9092");
        assertThat(json.get("postgres").asText()).startsWith("postgresql://localhost:5432/");
        assertThat(json.at("/s3/endpoint").asText()).isEqualTo("http://localhost:9000");
        assertThat(json.at("/s3/accessKey").asText()).isEqualTo("access");
        assertThat(json.at("/s3/secretKey").asText()).isEqualTo("secret");
        assertThat(json.get("apiKey").asText()).isEqualTo("key");
        assertThat(json.at("/services/ingest/pid").asLong()).isEqualTo(42);
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(Endpoints.read(file)).isEqualTo(endpoints());
    }

    private static Endpoints endpoints() {
        URI ingest = URI.create("http://localhost:8080");
        return new Endpoints(
                ingest,
                URI.create("http://localhost:8081"),
                "localhost:9092",
                "postgresql://localhost:5432/darkroom",
                new Endpoints.S3(URI.create("http://localhost:9000"), "access", "secret"),
                "key",
                Map.of("ingest", new Endpoints.Service(42, ingest)));
    }

    private static String mode(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
