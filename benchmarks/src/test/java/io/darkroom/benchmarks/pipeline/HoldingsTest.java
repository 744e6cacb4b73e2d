package io.darkroom.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.darkroom.benchmarks.harness.UnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HoldingsTest {
    @Test
    void bothGenerationsOfTheSerialCollectorCountAndNothingElse() {
        String said =
                """
                4711:
                Command executed successfully
                 DefNew     total 19648K, used 1000K [0x00000000e0000000, 0x00000000e1550000, 0x00000000eaaa0000)
                  eden space 17472K,   5% used [0x00000000e0000000, 0x00000000e00f4fd8, 0x00000000e1110000)
                  from space 2176K,   0% used [0x00000000e1110000, 0x00000000e1110000, 0x00000000e1330000)
                 Tenured    total 43712K, used 23000K [0x00000000eaaa0000, 0x00000000ed550000, 0x0000000100000000)
                  the  space 43712K,  52% used [0x00000000eaaa0000, 0x00000000ec121ac0, 0x00000000ed550000)
                 Metaspace       used 70000K, committed 71000K, reserved 1114112K
                  class space    used 9000K, committed 9300K, reserved 1048576K
                """;

        assertThat(Holdings.heap(said)).isEqualTo(24_000L * 1024);
    }

    @Test
    void theGarbageFirstCollectorSaysItInOneLine() {
        String said =
                " garbage-first heap   total reserved 524288K, committed 65536K, used 2300K"
                        + " [0x0)\n";

        assertThat(Holdings.heap(said)).isEqualTo(2300L * 1024);
    }

    @Test
    void whatIsNoHeapIsToldWithWhatWasSaid() {
        assertThatThrownBy(() -> Holdings.heap("4711: No such process\n"))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("No such process");
    }

    @Test
    void thisProcessIsSeen() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "skipped: not Linux");

        var now = Holdings.of(ProcessHandle.current().pid());

        assertThat(now.heap()).isGreaterThan(1 << 20);
        assertThat(now.handles()).isGreaterThan(3);
        assertThat(now.threads()).isGreaterThan(3);
    }
}
