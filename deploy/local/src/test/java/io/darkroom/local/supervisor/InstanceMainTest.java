package io.darkroom.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.contracts.Stage;
import io.darkroom.local.command.UsageException;
import io.darkroom.local.launch.Endpoints;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceMainTest {
    private static final Endpoints RUNNING =
            new Endpoints(
                    URI.create("http://localhost:8080"),
                    URI.create("http://localhost:8081"),
                    "localhost:9092",
                    "postgresql://localhost:5432/darkroom",
                    new Endpoints.S3(URI.create("http://localhost:9000"), "key", "secret"),
                    "key",
                    Map.of());

    @TempDir Path root;

    @Test
    void anInstanceRunsItsStageAloneOnTheServersOfTheOthers() {
        assertThat(InstanceMain.environment(Stage.AUTO_TAG, RUNNING, 8090))
                .containsEntry("DARKROOM_STAGES", "auto-tag")
                .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "localhost:9092")
                .containsEntry("DARKROOM_S3_SECRET_KEY", "secret")
                .containsEntry("QUARKUS_HTTP_PORT", "8090");
    }

    @Test
    void whatIsMissingIsSaid() {
        assertThatThrownBy(() -> run()).hasMessageContaining("of which stage: [caption");
        assertThatThrownBy(() -> run("paint")).hasMessageContaining("'paint' is no stage");
        assertThatThrownBy(() -> run("caption"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("./darkroom up");
    }

    private void run(String... line) throws Exception {
        InstanceMain.run(new ArrayList<>(List.of(line)), root);
    }
}
