package io.darkroom.local.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.local.launch.BuiltService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real servers and real archives, of programs that are smaller than services. */
@Timeout(180)
class ArchivesMainTest {
    @TempDir Path root;
    private Path log;
    private Set<Path> foldersBefore;

    @BeforeEach
    void build() throws IOException {
        log = root.resolve("archives.log");
        Files.createDirectories(root.resolve(".darkroom"));
        for (String module : BuiltService.MODULES) {
            TinyService.build(root, module);
        }
        foldersBefore = folders();
    }

    @Test
    void makesWhatIsMissingSaysWhatItCannotMakeAndLeavesNothingBesideIt() throws Exception {
        Files.writeString(
                root.resolve("deploy/images/ingest-service.options"), "-Dtiny.broken=true");

        assertThat(ArchivesMain.startInBackground(root, log).waitFor()).isZero();

        assertThat(BuiltService.all(root))
                .as(Files.readString(log))
                .filteredOn(BuiltService::isArchived)
                .extracting(BuiltService::module)
                .containsExactly("moderation-service", "caption-service", "transform-service");
        assertThat(log).content().contains("no archive of ingest-service");
        assertThat(folders()).isEqualTo(foldersBefore);
    }

    @Test
    void endsWhatItHasStartedWhereItIsToldToEnd() throws Exception {
        Process run = ArchivesMain.startInBackground(root, log);
        await().atMost(60, TimeUnit.SECONDS)
                .until(() ->
                        Files.readString(log).contains("making the archive")
                                && run.descendants().findAny().isPresent());
        var training = run.descendants().toList();

        run.destroy();

        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        await().until(() -> training.stream().noneMatch(ProcessHandle::isAlive));
        assertThat(folders()).isEqualTo(foldersBefore);
    }

    private static Set<Path> folders() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().startsWith("darkroom-training"))
                    .collect(Collectors.toSet());
        }
    }
}
