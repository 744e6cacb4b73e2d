package io.darkroom.ingest.steering;

import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageControl;
import io.darkroom.contracts.StageControl.Canary;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last word on a stage, from which the next one differs in one thing. */
final class LastWord {
    private final StageControl last;

    LastWord(Stage stage, Optional<StageControl> last) {
        this.last =
                last.orElseGet(
                        () -> new StageControl(stage, false, null, "nobody", null, Instant.EPOCH));
    }

    StageControl paused(boolean paused, String by, @Nullable String reason) {
        return new StageControl(
                last.stage(), paused, last.concurrency(), by, reason, now(), last.canary());
    }

    StageControl concurrency(@Nullable Integer concurrency, String by) {
        return new StageControl(
                last.stage(), last.paused(), concurrency, by, last.reason(), now(), last.canary());
    }

    /** What the canary was given before it goes on counting where it is the same one. */
    StageControl canary(String name, double percent, String by) {
        Instant now = now();
        Canary before = last.canary();
        Instant since = before != null && before.name().equals(name) ? before.since() : now;
        return with(new Canary(name, percent, since), by, now);
    }

    StageControl noCanary(String by) {
        return with(null, by, now());
    }

    private StageControl with(@Nullable Canary canary, String by, Instant now) {
        return new StageControl(
                last.stage(), last.paused(), last.concurrency(), by, last.reason(), now, canary);
    }

    /** As instances say it back. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
