package io.darkroom.stage;

import io.darkroom.contracts.Stage;
import java.time.Duration;
import java.util.Optional;

/**
 * One stage's settings with its own values in place.
 *
 * @param concurrency records in work at once, 1 or more
 */
record StageSettings(Stage stage, int concurrency, Duration timeout) {
    StageSettings {
        if (concurrency < 1) {
            throw new IllegalArgumentException(
                    "darkroom.stage.concurrency of " + stage + " must be 1 or more");
        }
    }

    static StageSettings of(StageWork work, StageConfig config) {
        Stage stage = work.stage();
        var own = Optional.ofNullable(config.perStage().get(stage.id()));
        int shared = config.concurrency().orElseGet(work::concurrency);
        return new StageSettings(
                stage,
                own.map(settings -> settings.concurrency().orElse(shared)).orElse(shared),
                own.flatMap(StageConfig.PerStage::timeout).orElse(config.timeout()));
    }
}
