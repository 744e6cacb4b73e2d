package io.darkroom.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChaosOptionsTest {
    private static final Path ROOT = Path.of("/project");

    @Test
    void whatIsNotSaidIsAsTheUsageSays() {
        var options = parse();
        assertThat(options.faultsFor()).isEqualTo(Duration.ofMinutes(5));
        assertThat(options.seed()).isEqualTo(1);
        assertThat(options.kinds()).isEmpty();
        assertThat(options.state()).isEqualTo(Path.of("/project/.darkroom-chaos"));
    }

    @Test
    void everythingIsSaid() {
        var options =
                parse(
                        "--minutes",
                        "20",
                        "--seed",
                        "7",
                        "--only",
                        "kill,pause",
                        "--other-build",
                        "/old");
        assertThat(options.faultsFor()).isEqualTo(Duration.ofMinutes(20));
        assertThat(options.seed()).isEqualTo(7);
        assertThat(options.kinds()).containsExactly("kill", "pause");
        assertThat(options.otherBuild()).contains(Path.of("/old"));
    }

    @Test
    void whatIsWrongIsTold() {
        assertThatThrownBy(() -> parse("--hours", "1")).hasMessage("I do not know --hours");
        assertThatThrownBy(() -> parse("--seed")).hasMessage("--seed needs a value");
        assertThatThrownBy(() -> parse("--minutes", "many"))
                .hasMessage("--minutes needs a number, not many");
        assertThatThrownBy(() -> parse("--minutes", "0")).hasMessage("--minutes takes 1 or more");
    }

    private static ChaosOptions parse(String... words) {
        return ChaosOptions.parse(words, ROOT);
    }
}
