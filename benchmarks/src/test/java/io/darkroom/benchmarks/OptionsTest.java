package io.darkroom.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
    private static final Path ROOT = Path.of("/src/darkroom");

    private static Options parse(String... arguments) {
        return Options.parse(List.of(arguments), ROOT);
    }

    @Test
    void withoutArgumentsEverythingRuns() {
        var options = parse();

        assertThat(options.names()).isEmpty();
        assertThat(options.quick()).isFalse();
        assertThat(options.minutes()).isEqualTo(30);
        assertThat(options.markdown()).isEmpty();
        assertThat(options.photos()).isEqualTo(Path.of("/src/shared/photos"));
        assertThat(options.state()).isEqualTo(Path.of("/src/darkroom/.darkroom"));
    }

    @Test
    void namesAndOptionsMix() {
        var options =
                parse(
                        "imaging",
                        "--quick",
                        "--markdown",
                        "out.md",
                        "flow",
                        "--state",
                        "s",
                        "--photos",
                        "p",
                        "--minutes",
                        "5");

        assertThat(options.names()).containsExactly("imaging", "flow");
        assertThat(options.quick()).isTrue();
        assertThat(options.minutes()).isEqualTo(5);
        assertThat(options.markdown()).contains(Path.of("out.md"));
        assertThat(options.state()).isEqualTo(Path.of("s"));
        assertThat(options.photos()).isEqualTo(Path.of("p"));
    }

    @Test
    void whatIsNotUnderstoodIsNamed() {
        assertThatThrownBy(() -> parse("--fast"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--fast");
        assertThatThrownBy(() -> parse("--minutes", "0"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--minutes takes 1 to 9999, not '0'");
        assertThatThrownBy(() -> parse("--markdown"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--markdown needs a value");
    }
}
