package io.darkroom.benchmarks.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.imaging.analysis.Region;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaceRecallTest {
    private static final Region FACE = new Region(0.2, 0.2, 0.2, 0.2);

    @Test
    void countsWhatCoversAFaceAndWhatCoversNone() {
        var near = new Region(0.22, 0.18, 0.2, 0.2);
        var elsewhere = new Region(0.7, 0.7, 0.1, 0.1);
        var around = new Region(0, 0, 0.9, 0.9);

        var count = FaceRecall.count(List.of(FACE, elsewhere), List.of(near, around));

        assertThat(count).isEqualTo(new FaceRecall.Count(1, 2, 1));
    }
}
