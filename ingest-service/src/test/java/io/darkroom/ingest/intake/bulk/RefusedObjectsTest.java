package io.darkroom.ingest.intake.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.ingest.intake.bulk.ImportView.Refusal;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefusedObjectsTest {
    @Test
    void theFirstHundredAreKept() {
        var kept = RefusedObjects.NONE.and(some(0, 60)).and(some(60, 120)).and(some(120, 130));

        assertThat(kept.items()).isEqualTo(some(0, 100));
    }

    private static List<Refusal> some(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(
                        i -> new Refusal("s3://pictures/" + i, "urn:darkroom:problem:x", "X", null))
                .toList();
    }
}
