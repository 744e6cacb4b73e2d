package io.darkroom.local.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.local.launch.BuiltService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real servers and real archives, of a program that is smaller than a service. */
@Timeout(120)
class TrainingTest {
    private static Training training;

    @TempDir Path root;
    private Path log;

    @BeforeAll
    static void startServers() {
        training = Training.start(Map.of());
    }

    @AfterAll
    static void stopServers() {
        training.close();
    }

    @BeforeEach
    void build() throws IOException {
        log = root.resolve("training.log");
        TinyService.build(root, "caption-service");
    }

    @Test
    void javaStartsFromTheArchiveThatATrainingRunMade() throws Exception {
        var service = BuiltService.of(root, "caption-service");

        training.run(service, log);

        assertThat(service.isArchived()).isTrue();
        assertThat(System.getenv()).containsKey("DARKROOM_OF_THE_CALLER");
        assertThat(log)
                .content()
                .as("what is set for the service, which is for its own servers alone")
                .contains("DARKROOM_S3_ENDPOINT")
                .doesNotContain("DARKROOM_OF_THE_CALLER");
        // With -XX:AOTMode=on Java refuses to start where it cannot use the archive.
        var started = start(service, List.of("-XX:AOTMode=on", "-Dtiny.broken=true"));
        assertThat(started.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(started.exitValue()).as("its own exit code").isEqualTo(3);
    }

    @Test
    void aServiceThatDoesNotStartLeavesNoArchiveAndIsNamed() throws Exception {
        Files.writeString(
                root.resolve("deploy/images/caption-service.options"), "-Dtiny.broken=true");
        var service = BuiltService.of(root, "caption-service");

        assertThatThrownBy(() -> training.run(service, log))
                .isInstanceOf(TrainingException.class)
                .hasMessageContainingAll("caption-service", "ended", log.toString());

        assertThat(service.isArchived()).isFalse();
        assertOnlyTheJarIsThere(service);
    }

    /** As where Darkroom ends while archives are made behind it. */
    @Test
    void anInterruptedOneLeavesNeitherArchiveNorProcess() throws Exception {
        var service = BuiltService.of(root, "caption-service");

        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> training.run(service, log))
                .isInstanceOf(InterruptedException.class);
        assertThat(ProcessHandle.current().children().map(ProcessHandle::info))
                .noneMatch(process -> process.toString().contains(service.jar().toString()));
        assertOnlyTheJarIsThere(service);
    }

    private static void assertOnlyTheJarIsThere(BuiltService service) throws IOException {
        try (Stream<Path> left = Files.list(service.application())) {
            assertThat(left).containsExactly(service.jar());
        }
    }

    private Process start(BuiltService service, List<String> options) throws IOException {
        return new ProcessBuilder(service.command(options))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }
}
