package io.darkroom.local.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real script and the real archive, of a program that is smaller than a service. */
@Timeout(120)
class TrainingTest {
    private static final Path IMAGES = Path.of("..", "images").toAbsolutePath().normalize();

    @TempDir Path root;
    private BuiltService service;
    private Path log;

    @BeforeEach
    void build() throws IOException {
        service = new BuiltService(root, "caption-service");
        log = root.resolve("training.log");
        Files.createDirectories(service.application());
        Files.createDirectories(root.resolve("deploy/images"));
        for (String file : List.of("train.sh", "java.options")) {
            Files.copy(IMAGES.resolve(file), root.resolve("deploy/images").resolve(file));
        }
        jar();
    }

    @Test
    void javaStartsFromTheArchiveThatATrainingRunMade() throws Exception {
        assertThat(Training.start(service, log).waitFor()).as(Files.readString(log)).isZero();

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

        assertThat(Training.start(service, log).waitFor()).isEqualTo(1);

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

    private void jar() throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, TinyService.class.getName());
        String name = TinyService.class.getName().replace('.', '/') + ".class";
        try (var jar = new JarOutputStream(Files.newOutputStream(service.jar()), manifest);
                var bytes = TinyService.class.getClassLoader().getResourceAsStream(name)) {
            jar.putNextEntry(new ZipEntry(name));
            assertThat(bytes).isNotNull();
            bytes.transferTo(jar);
        }
    }
}
