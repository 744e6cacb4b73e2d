package io.darkroom.ingest.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.Failure;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.StageStatus.Status;
import io.darkroom.ingest.support.Reports;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeRuleTest {
    /** Status and generation of the row, kind and generation of the outcome. */
    @ParameterizedTest
    @CsvSource({
        "PENDING, 1, SKIPPED, 1, true",
        "PENDING, 2, SKIPPED, 1, true",
        "TIMED_OUT, 3, SKIPPED, 1, true",
        "FAILED, 1, SKIPPED, 2, true",
        "SUCCEEDED, 1, SKIPPED, 2, false",
        "SKIPPED, 1, SKIPPED, 1, false",
        "PENDING, 1, FAILED, 1, true",
        "PENDING, 2, FAILED, 1, false",
        "TIMED_OUT, 3, FAILED, 2, true",
        "FAILED, 1, FAILED, 2, false",
        "SUCCEEDED, 1, FAILED, 2, false",
        "PENDING, 1, DEFERRED, 1, true",
        "PENDING, 2, DEFERRED, 1, false",
        "TIMED_OUT, 3, DEFERRED, 3, false",
        "SUCCEEDED, 1, DEFERRED, 2, false",
    })
    void anOutcomeCountsOnlyWhereItSaysMore(
            Status status, int generation, String kind, int reported, boolean counts) {
        var why = Failure.of("broke", "It broke", null);
        StageOutcome outcome =
                switch (kind) {
                    case "FAILED" -> new StageOutcome.Failed(why);
                    case "DEFERRED" -> new StageOutcome.Deferred(why, Instant.EPOCH);
                    default -> new StageOutcome.Skipped("Nothing to do");
                };
        var finished = Reports.finished(new UUID(1, 1), Stage.CAPTION, reported, outcome);

        assertThat(OutcomeRule.counts(status, generation, 1, finished)).isEqualTo(counts);
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, true", "3, true"})
    void anEarlierRunCountsForNothing(int reported, boolean counts) {
        var outcome = new StageOutcome.Skipped("Nothing to do");
        var finished = Reports.finished(new UUID(1, 1), Stage.CAPTION, reported, outcome);

        assertThat(OutcomeRule.counts(Status.PENDING, 3, 2, finished)).isEqualTo(counts);
    }
}
