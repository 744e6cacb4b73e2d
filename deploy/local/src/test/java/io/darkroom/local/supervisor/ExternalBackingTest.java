package io.darkroom.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.local.command.Options;
import io.darkroom.local.command.UsageException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExternalBackingTest {
    private static final Map<String, String> ALL =
            Map.of(
                    "KAFKA_BOOTSTRAP_SERVERS", "kafka:9092",
                    "DARKROOM_S3_ENDPOINT", "https://s3.example",
                    "DARKROOM_S3_ACCESS_KEY", "access",
                    "DARKROOM_S3_SECRET_KEY", "secret",
                    "QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://db:5432/darkroom",
                    "QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://db:5432/darkroom",
                    "QUARKUS_DATASOURCE_USERNAME", "dark room",
                    "QUARKUS_DATASOURCE_PASSWORD", "p&ss");

    @Test
    void theServersAreThoseThatTheEnvironmentNames() {
        var backing = new ExternalBacking(ALL);

        assertThat(backing.kafka()).isEqualTo("kafka:9092");
        assertThat(backing.postgres())
                .isEqualTo("postgresql://db:5432/darkroom?user=dark+room&password=p%26ss");
        assertThat(backing.s3().endpoint()).hasToString("https://s3.example");
        assertThat(backing.settings()).as("the services inherit the environment").isEmpty();
        assertThat(backing.toString()).doesNotContain("secret").doesNotContain("p&ss");
    }

    @Test
    void everyVariableThatIsMissingIsNamed() {
        var some = new HashMap<>(ALL);
        some.remove("DARKROOM_S3_SECRET_KEY");
        some.put("KAFKA_BOOTSTRAP_SERVERS", " ");

        assertThatThrownBy(() -> new ExternalBacking(some))
                .isInstanceOf(UsageException.class)
                .hasMessageEndingWith("not set: KAFKA_BOOTSTRAP_SERVERS, DARKROOM_S3_SECRET_KEY");
    }

    @Test
    void whatSomebodyElseStoredIsNotForgotten() {
        assertThatThrownBy(() ->
                        Options.parse(List.of("up", "--external", "--fresh"), Path.of("/project")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--fresh");
    }
}
