package io.darkroom.local.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltServiceTest {
    private static final Instant BUILT = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir Path root;
    private BuiltService service;

    @BeforeEach
    void build() throws IOException {
        write(root.resolve("deploy/images/java.options"), BUILT.minusSeconds(60));
        service = BuiltService.of(root, "caption-service");
        write(service.jar(), BUILT);
    }

    @Test
    void aServiceStartsFromAnArchiveThatWasMadeOfIt() throws Exception {
        write(service.archive(), BUILT.plusSeconds(30));

        assertThat(service.isArchived()).isTrue();
        assertThat(service.command(List.of("-Xmx64m")))
                .containsSubsequence(
                        "@" + root.resolve("deploy/images/java.options"),
                        "-Xmx64m",
                        "-XX:AOTCache=" + service.archive(),
                        "-jar",
                        service.jar().toString());
    }

    @Test
    void anArchiveOfAnEarlierBuildIsNotUsed() throws Exception {
        write(service.archive(), BUILT.minusSeconds(30));

        assertThat(service.isArchived()).isFalse();
        assertThat(String.join(" ", service.command(List.of()))).doesNotContain("AOTCache");
    }

    @Test
    void anArchiveOfOtherOptionsIsNotUsed() throws Exception {
        write(service.archive(), BUILT.plusSeconds(30));
        write(root.resolve("deploy/images/java.options"), BUILT.plusSeconds(60));

        assertThat(service.isArchived()).isFalse();
    }

    @Test
    void withoutAnArchiveItStartsAllTheSame() {
        assertThat(service.isArchived()).isFalse();
        assertThat(service.command(List.of())).endsWith("-jar", service.jar().toString());
    }

    @Test
    void aServiceMayHaveOptionsOfItsOwn() throws Exception {
        Path own = root.resolve("deploy/images/caption-service.options");
        assertThat(service.command(List.of())).doesNotContain("@" + own);

        write(own, BUILT);

        assertThat(BuiltService.of(root, "caption-service").command(List.of("-Xmx64m")))
                .containsSubsequence(
                        "@" + root.resolve("deploy/images/java.options"), "@" + own, "-Xmx64m");
    }

    @Test
    void propertyNamesBecomeEnvironmentVariables() {
        assertThat(BuiltService.environment(Map.of("darkroom.access.keys.\"local\".hash", "abc")))
                .containsEntry("DARKROOM_ACCESS_KEYS__LOCAL__HASH", "abc");
        assertThat(BuiltService.variable("darkroom.s3.access-key"))
                .isEqualTo("DARKROOM_S3_ACCESS_KEY");
    }

    private static void write(Path file, Instant changed) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        Files.setLastModifiedTime(file, FileTime.from(changed));
    }
}
