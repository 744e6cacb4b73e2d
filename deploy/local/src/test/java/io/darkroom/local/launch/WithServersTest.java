package io.darkroom.local.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class WithServersTest {
    @TempDir Path folder;

    @Test
    void aCommandFindsItsServersInItsEnvironmentAndItsExitCodeCounts() throws Exception {
        Path log = folder.resolve("log");
        String looks =
                "(exec 3<>/dev/tcp/${KAFKA_BOOTSTRAP_SERVERS/://})"
                        + " && (exec 3<>/dev/tcp/$(cut -d/ -f3 <<<$DARKROOM_S3_ENDPOINT | tr : /))"
                        + " && (exec 3<>/dev/tcp/$(cut -d/ -f3 <<<$QUARKUS_DATASOURCE_REACTIVE_URL"
                        + " | tr : /))"
                        + " && exit 7";

        Process run =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                WithServers.class.getName(),
                                "bash",
                                "-c",
                                looks)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();

        assertThat(run.waitFor()).as(Files.readString(log)).isEqualTo(7);
    }
}
