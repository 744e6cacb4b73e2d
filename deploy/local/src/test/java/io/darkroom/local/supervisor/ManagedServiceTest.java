package io.darkroom.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.local.command.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ManagedServiceTest {
    @TempDir Path directory;

    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private final Console console =
            new Console(new PrintStream(seen, true, StandardCharsets.UTF_8), false, true);
    private final Semaphore started = new Semaphore(0);

    @Test
    void startsAServiceAgainThatDiesAndSaysSo() throws Exception {
        try (var reaper = new Reaper();
                var service = service(reaper, "100")) {
            service.start();

            assertThat(started.tryAcquire(3, 40, TimeUnit.SECONDS)).isTrue();
            assertThat(service.starts()).isGreaterThanOrEqualTo(3);
        }
        assertThat(seen.toString(StandardCharsets.UTF_8))
                .contains("[tiny] alive")
                .contains("tiny ended (exit code 3); starting it again in 10 ms");
        assertThat(Files.readString(directory.resolve("tiny.log"))).contains("alive");
    }

    @Test
    void leavesNoProcessBehind() throws Exception {
        ProcessHandle process;
        try (var reaper = new Reaper();
                var service = service(reaper, "600000")) {
            service.start();
            assertThat(started.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            process = ProcessHandle.of(service.pid()).orElseThrow();
        }
        assertThat(process.isAlive()).isFalse();
        assertThat(seen.toString(StandardCharsets.UTF_8)).doesNotContain("starting it again");
    }

    @Test
    void theReaperEndsChildrenOfAParentThatIsGone() throws Exception {
        var reaper = new Reaper();
        Process child = new ProcessBuilder(command("600000")).start();
        Process kept = new ProcessBuilder(command("600000")).start();
        try {
            reaper.add(child.pid());
            reaper.add(kept.pid());
            reaper.drop(kept.pid());

            reaper.close();

            assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(kept.isAlive()).isTrue();
        } finally {
            child.destroyForcibly();
            kept.destroyForcibly();
        }
    }

    @Test
    void leftoversOfAnotherStateAreNotTouched() throws Exception {
        Process mine = marked(directory.resolve("a"));
        Process other = marked(directory.resolve("b"));
        try {
            assertThat(Leftovers.end(directory.resolve("a"))).isEqualTo(1);
            assertThat(mine.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(other.isAlive()).isTrue();
        } finally {
            mine.destroyForcibly();
            other.destroyForcibly();
        }
    }

    private Process marked(Path state) throws Exception {
        var command = new ArrayList<>(command("600000"));
        command.add(1, Leftovers.mark(state));
        Process process = new ProcessBuilder(command).start();
        process.inputReader().readLine();
        return process;
    }

    private ManagedService service(Reaper reaper, String lifetime) {
        var spec = new ServiceSpec(0, "tiny", 0, command(lifetime), Map.of());
        var backoff = new Backoff(Duration.ofMillis(10));
        return new ManagedService(spec, directory, console, reaper, backoff, started::release);
    }

    private static List<String> command(String lifetime) {
        try {
            var classes = DyingService.class.getProtectionDomain().getCodeSource().getLocation();
            return List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    Path.of(classes.toURI()).toString(),
                    DyingService.class.getName(),
                    lifetime);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
