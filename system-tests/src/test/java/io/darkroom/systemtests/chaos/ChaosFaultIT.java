package io.darkroom.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The short set of {@code ./darkroom chaos}: a cut store and a killed service, a minute in all. */
class ChaosFaultIT {
    private static final List<String> FAULTS = List.of("kill", "store-cut");

    /** Both come within the time. */
    private static final long SEED = 35;

    @Test
    void everyPromiseHoldsAlthoughThingsBreak() throws Exception {
        var root = Path.of(System.getProperty("darkroom.root", "..")).toAbsolutePath().normalize();
        var options =
                new ChaosOptions(
                        Duration.ofSeconds(15),
                        SEED,
                        FAULTS,
                        root,
                        Optional.empty(),
                        Path.of("target", "chaos").toAbsolutePath());

        var result = new ChaosRun(options, System.out).run();

        assertThat(result.violations()).isEmpty();
        assertThat(result.injected()).containsKeys("kill", "store-cut", "repeated-record");
        assertThat(result.accepted()).isPositive();
    }
}
