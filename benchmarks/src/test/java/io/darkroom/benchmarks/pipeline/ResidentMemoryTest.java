package io.darkroom.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.darkroom.benchmarks.harness.UnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResidentMemoryTest {

    @Test
    void theKernelsLinesAreRead() {
        var memory =
                ResidentMemory.parse(
                        List.of(
                                "Name:\tjava",
                                "VmHWM:\t  524288 kB",
                                "VmRSS:\t  262144 kB",
                                "RssAnon:\t  131072 kB"));

        assertThat(memory).isEqualTo(new ResidentMemory(256L << 20, 512L << 20, 128L << 20));
    }

    @Test
    void thisProcessHoldsMemory() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "skipped: not Linux");

        var memory = ResidentMemory.of(ProcessHandle.current().pid());

        assertThat(memory.now()).isGreaterThan(10L << 20);
        assertThat(memory.peak()).isGreaterThanOrEqualTo(memory.now());
    }

    @Test
    void aProcessThatEndedHasNone() {
        assertThatThrownBy(() -> ResidentMemory.parse(List.of("Name:\tjava", "State:\tZ (zombie)")))
                .isInstanceOf(UnavailableException.class);
    }
}
