package io.darkroom.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.local.command.Console;
import io.darkroom.local.command.Options;
import io.darkroom.local.command.UsageException;
import io.darkroom.local.embedded.FreePort;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalServicesTest {
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private final Console console =
            new Console(new PrintStream(seen, true, StandardCharsets.UTF_8), false, true);

    @Test
    void aTakenPortGivesWayToTheNextFreeOneAndThatIsSaid() throws Exception {
        int base = FreePort.from(23_000);
        try (var taken = new ServerSocket(base, 1, InetAddress.getLoopbackAddress())) {
            var ports = LocalServices.choosePorts(base, 3, console);

            assertThat(ports).doesNotHaveDuplicates().doesNotContain(taken.getLocalPort());
            assertThat(seen.toString(StandardCharsets.UTF_8))
                    .contains("Port " + base + " is taken; using " + ports.getFirst());
        }
    }

    @Test
    void theCommandLineIsReadAndWhatIsNotUnderstoodIsNamed() {
        Path root = Path.of("/project");
        var options =
                Options.parse(
                        List.of("demo", "a.jpg", "--exit", "--port-base", "9000", "--state", "/s"),
                        root);

        assertThat(options.command()).isEqualTo(Options.Command.DEMO);
        assertThat(options.files()).containsExactly(Path.of("a.jpg"));
        assertThat(options.exit()).isTrue();
        assertThat(options.portBase()).isEqualTo(9000);
        assertThat(options.state()).isEqualTo(Path.of("/s"));
        assertThatThrownBy(() -> Options.parse(List.of("up", "--frehs"), root))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--frehs");
        assertThatThrownBy(() -> Options.parse(List.of("up", "--port-base", "80"), root))
                .hasMessageContaining("1024");
    }

    @Test
    void aServiceThatDiesYoungWaitsLongerEachTime() {
        var backoff = new Backoff(Duration.ofSeconds(1));

        assertThat(backoff.after(Duration.ZERO)).isEqualTo(Duration.ofSeconds(1));
        assertThat(backoff.after(Duration.ZERO)).isEqualTo(Duration.ofSeconds(2));
        for (int i = 0; i < 10; i++) {
            assertThat(backoff.after(Duration.ZERO)).isLessThanOrEqualTo(Duration.ofSeconds(30));
        }
        assertThat(backoff.after(Duration.ofMinutes(5))).isEqualTo(Duration.ofSeconds(1));
    }
}
