package io.darkroom.ingest.sweep;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.provider.ValueSource;

class SpoolCleanerTest {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir Path spool;

    /** Whatever a process that was killed can have left: each is somebody's picture. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "resteasy-reactive123upload",
                "darkroom-form-123.tmp",
                "darkroom-intake-123.tmp",
                "darkroom-hash-123.tmp",
                "darkroom-rendition-123.tmp"
            })
    void onlyOldUploadsGo(String name) throws IOException {
        Path left = file(name, DAY);
        Path running = file("resteasy-reactive456upload", Duration.ZERO);
        Path foreign = file("holiday.jpg", DAY);

        start(spool, Duration.ofHours(1));

        assertThat(left).doesNotExist();
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
        new SpoolCleaner(directory, new Config(age)).start(new StartupEvent());
    }

    private Path file(String name, Duration age) throws IOException {
        Path file = Files.write(spool.resolve(name), new byte[] {1});
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
