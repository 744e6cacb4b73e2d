package io.darkroom.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventIdsTest {
    private static final StageFinished FINISHED =
            Samples.read("StageFinished.v1.caption.json", StageFinished.class);

    /** The values are uuid.uuid5(namespace, name) of Python's standard library. */
    @Test
    void isTheUuidVersion5OfTheName() {
        UUID id = EventIds.stageFinished(FINISHED);

        assertThat(id).isEqualTo(UUID.fromString("e39f6273-d5c2-5d7d-a8d7-6b3add7b1a45"));
        assertThat(EventIds.review(FINISHED.assetId(), 2))
                .isEqualTo(UUID.fromString("58e5b1e0-9f7b-54aa-9642-f14bfd621971"));
        assertThat(EventIds.canaryFinished(new CanaryFinished("larger-model", FINISHED)))
                .isEqualTo(UUID.fromString("504eb0ab-73ba-51f2-82a7-fe2cf32af3b6"));
        assertThat(id.version()).isEqualTo(5);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void theSameFactHasTheSameIdHoweverLongItTook() {
        var again = finished(FINISHED.stage(), 1, 3, FINISHED.outcome());

        assertThat(EventIds.stageFinished(again)).isEqualTo(EventIds.stageFinished(FINISHED));
    }

    @Test
    void otherFactsHaveOtherIds() {
        var skipped = new StageOutcome.Skipped("Nothing to do.");
        var failed = new StageOutcome.Failed(Failure.of("x", "X", null));
        var ids =
                Stream.of(
                                FINISHED,
                                finished(Stage.CAPTION, 2, 1, FINISHED.outcome()),
                                finished(Stage.CAPTION, 1, 1, skipped),
                                finished(Stage.CAPTION, 1, 1, failed),
                                finished(Stage.OUTPAINT, 1, 1, skipped))
                        .map(EventIds::stageFinished)
                        .collect(Collectors.toSet());

        assertThat(ids).hasSize(5);
    }

    private static StageFinished finished(
            Stage stage, int generation, int attempts, StageOutcome outcome) {
        return new StageFinished(
                FINISHED.assetId(), "default", stage, generation, attempts, 7, outcome);
    }
}
