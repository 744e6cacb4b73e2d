package io.darkroom.local.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.local.launch.BuiltService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** As the Dockerfile calls it, with a program that is smaller than a service. */
@Timeout(120)
class ImageArchiveMainTest {
    private static final String MODULE = "moderation-service";

    @TempDir Path root;
    private Path options;
    private Path archive;
    private Path said;

    @BeforeEach
    void build() throws IOException {
        TinyService.build(root, MODULE);
        options = root.resolve("deploy/images/java.options");
        archive = Files.createDirectory(root.resolve("archive")).resolve("darkroom.aot");
        said = root.resolve("said.log");
    }

    @Test
    void theArchiveLiesWhereTheImageWantsIt() throws Exception {
        assertThat(makeArchive().waitFor()).as(Files.readString(said)).isZero();

        assertThat(archive).isNotEmptyFile();
        try (var left = Files.list(archive.getParent())) {
            assertThat(left).containsExactly(archive);
        }
    }

    @Test
    void anImageWithoutOneIsNotBuiltAndTheBuildSaysWhatTheServiceSaid() throws Exception {
        Files.writeString(options, "\n-XX:NoSuchOption=1\n");

        assertThat(makeArchive().waitFor()).isEqualTo(1);

        assertThat(said).content().contains("no archive of " + MODULE, "NoSuchOption");
        assertThat(archive).doesNotExist();
    }

    private Process makeArchive() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ImageArchiveMain.class.getName(),
                        MODULE,
                        BuiltService.of(root, MODULE).application().toString(),
                        options.toString(),
                        archive.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
    }
}
