package io.darkroom.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.benchmarks.harness.UnavailableException;
import io.darkroom.local.launch.Endpoints;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningEndpointsTest {
    @TempDir Path state;

    private Endpoints read(String json) throws Exception {
        Files.writeString(state.resolve("endpoints.json"), json);
        return RunningEndpoints.of(state);
    }

    @Test
    void theFileThatUpWritesIsRead() throws Exception {
        var endpoints =
                read(
                        """
                        {"ingest": "http://localhost:8080", "moderation": "http://localhost:8081",
                         "kafka": "localhost:9092", "postgres": "jdbc:postgresql://localhost/x",
                         "s3": {"endpoint": "http://localhost:9000", "accessKey": "a", "secretKey": "s"},
                         "apiKey": "k",
                         "services": {"ingest": {"pid": 17, "url": "http://localhost:8080"}}}
                        """);

        assertThat(endpoints.ingest()).isEqualTo(URI.create("http://localhost:8080"));
        assertThat(endpoints.s3().endpoint()).isEqualTo(URI.create("http://localhost:9000"));
        assertThat(endpoints.services())
                .containsEntry(
                        "ingest", new Endpoints.Service(17, URI.create("http://localhost:8080")));
    }

    @Test
    void servicesNeedNotBeNamed() throws Exception {
        assertThat(read("{\"ingest\": \"http://darkroom.example\"}").services()).isEmpty();
    }

    @Test
    void withoutTheFileTheMessageSaysWhatToStart() {
        assertThatThrownBy(() -> RunningEndpoints.of(state))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("./darkroom up");
    }
}
