package io.darkroom.ingest.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.ingest.spool.SpoolFolder;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpoolCleanerTest {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir Path spool;

    /** Whatever a process that was killed can have left: each is somebody's picture. */
    @ParameterizedTest
    @EnumSource
    void onlyOldFilesGo(SpoolFolder.Use use) throws IOException {
        Path left = aged(new SpoolFolder(spool).newFile(use), DAY);
        Path ofEarlierVersions = file("resteasy-reactive123upload", DAY);
        Path running = file("resteasy-reactive456upload", Duration.ZERO);
        Path foreign = file("holiday.jpg", DAY);

        start(spool, Duration.ofHours(1));

        assertThat(left).doesNotExist();
        assertThat(ofEarlierVersions).doesNotExist();
        assertThat(running).exists();
        assertThat(foreign).exists();
    }

    @Test
    void whatThisProcessSpooledStaysHoweverShortTheBound() throws IOException {
        Path own = file("resteasy-reactive123upload", Duration.ZERO);

        start(spool, Duration.ZERO);

        assertThat(own).exists();
    }

    @Test
    void aSpoolThatIsNotThereYetIsNoTrouble() {
        start(spool.resolve("none"), DAY);

        assertThat(spool.resolve("none")).doesNotExist();
    }

    private static void start(Path directory, Duration age) {
        new SpoolCleaner(new SpoolFolder(directory), new Config(age)).start(new StartupEvent());
    }

    private Path file(String name, Duration age) throws IOException {
        return aged(Files.write(spool.resolve(name), new byte[] {1}), age);
    }

    private static Path aged(Path file, Duration age) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }

    private record Config(Duration spoolAge) implements ReconcileConfig {
        @Override
        public Duration every() {
            return DAY;
        }

        @Override
        public Duration orphanAge() {
            return DAY;
        }
    }
}
