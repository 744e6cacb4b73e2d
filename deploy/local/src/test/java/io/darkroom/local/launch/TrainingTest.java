package io.darkroom.local.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real script and the real archive, of a program that is smaller than a service. */
@Timeout(120)
class TrainingTest {
    @TempDir Path root;
    private BuiltService service;
    private Path log;

    @BeforeEach
    void build() throws IOException {
        service = new BuiltService(root, "caption-service");
        log = root.resolve("training.log");
        TinyService.build(service);
    }

    @Test
    void javaStartsFromTheArchiveThatATrainingRunMade() throws Exception {
        assertThat(Training.start(service, Map.of(), log).waitFor())
                .as(Files.readString(log))
                .isZero();

        assertThat(service.isArchived()).isTrue();
        // With -XX:AOTMode=on Java refuses to start where it cannot use the archive.
        var started = start(List.of("-XX:AOTMode=on", "-Dtiny.broken=true"));
        assertThat(started.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(started.exitValue()).as("its own exit code").isEqualTo(3);
    }

    @Test
    void aServiceThatDoesNotStartLeavesNoArchiveAndIsNamed() throws Exception {
        Files.writeString(
                root.resolve("deploy/images/java.options"), "-XX:+UseSerialGC\n-Dtiny.broken=true");

        assertThat(Training.start(service, Map.of(), log).waitFor()).isEqualTo(1);

        assertThat(log).content().contains(service.application().toString(), "ended at once");
        assertThat(service.isArchived()).isFalse();
        try (Stream<Path> left = Files.list(service.application())) {
            assertThat(left).containsExactly(service.jar());
        }
    }

    private Process start(List<String> options) throws IOException {
        return new ProcessBuilder(service.command(options))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }
}
