package io.darkroom.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bill of materials of each service names every jar that it runs from. */
class SbomTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ingest-service",
                "moderation-service",
                "caption-service",
                "transform-service"
            })
    void everyJarOfTheApplicationIsNamed(String service) {
        Path target = Project.ROOT.resolve(service).resolve("target");
        Path lib = target.resolve("quarkus-app/lib");
        assumeTrue(Files.isDirectory(lib), "skipped: " + service + " is not packaged");

        Path bom = target.resolve("bom.json");
        assumeTrue(
                isOf(bom, target.resolve("quarkus-app/quarkus-run.jar")),
                "skipped: " + service + " was packaged without -Psbom");

        var jars = jars(lib);

        assertThat(jars).hasSizeGreaterThan(100);
        assertThat(Sbom.read(bom).jars()).containsAll(jars);
    }

    @Test
    void aJarIsNamedWithItsClassifier() {
        var bom =
                Project.yaml(
                        """
                        components:
                          - {group: org.bytedeco, name: opencv, version: 4.13.0-1.5.13,
                             purl: 'pkg:maven/org.bytedeco/opencv@4.13.0-1.5.13?classifier=linux-x86_64&type=jar'}
                          - {group: io.minio, name: minio, version: 9.0.4,
                             purl: 'pkg:maven/io.minio/minio@9.0.4?type=jar'}
                        """);

        assertThat(Sbom.of(bom).jars())
                .containsExactlyInAnyOrder(
                        "org.bytedeco.opencv-4.13.0-1.5.13-linux-x86_64.jar",
                        "io.minio.minio-9.0.4.jar");
    }

    /** Whether the list was made with what was packaged last. */
    private static boolean isOf(Path bom, Path jar) {
        return Files.exists(bom) && bom.toFile().lastModified() >= jar.toFile().lastModified();
    }

    private static Set<String> jars(Path lib) {
        return Project.files(lib, ".jar").stream()
                .map(jar -> String.valueOf(jar.getFileName()))
                .collect(Collectors.toSet());
    }
}
