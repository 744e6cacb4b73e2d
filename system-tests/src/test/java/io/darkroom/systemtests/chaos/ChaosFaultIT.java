package io.darkroom.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The short set of {@code ./darkroom chaos}: what of it a minute has room for. */
class ChaosFaultIT {
    private static final List<String> FAULTS =
            List.of("kill", "broker-restart", "database-restart", "database-full", "store-cut");

    @Test
    void everyPromiseHoldsAlthoughThingsBreak() throws Exception {
        var root = Path.of(System.getProperty("darkroom.root", "..")).toAbsolutePath().normalize();
        var options =
                new ChaosOptions(
                        Duration.ofSeconds(45),
                        20,
                        FAULTS,
                        root,
                        Optional.empty(),
                        Path.of("target", "chaos").toAbsolutePath());

        var result = new ChaosRun(options, System.out).run();

        assertThat(result.violations()).isEmpty();
        assertThat(result.injected()).containsKeys("kill", "repeated-record");
        assertThat(result.accepted()).isPositive();
    }
}
