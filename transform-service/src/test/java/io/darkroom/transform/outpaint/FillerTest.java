package io.darkroom.transform.outpaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import io.darkroom.contracts.Ratio;
import io.darkroom.imaging.Picture;
import io.darkroom.imaging.analysis.Analyser;
import io.darkroom.transform.outpaint.Background.Edge;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;

/** What the rungs of the ladder make, and when one gives up in favour of the next. */
class FillerTest {
    private static final int WIDTH = 240;
    private static final int HEIGHT = 180;
    private static final int HORIZON = 108;

    @Test
    void continuesAHorizonAtItsHeight() {
        Raster original = grained((_, y) -> y < HORIZON ? 200 : 90);

        Raster whole = extended(new PatchFiller(1), original).orElseThrow();

        for (int x = 0; x < whole.width(); x++) {
            assertThat(whole.at(x, HORIZON - 12, 1)).isGreaterThan(160);
            assertThat(whole.at(x, HORIZON + 12, 1)).isLessThan(130);
        }
    }

    @Test
    void makesTheSamePixelsOfTheSameSeed() {
        Raster original = grained((x, y) -> 100 + (x * 7 + y * 3) % 60);

        byte[] first = extended(new PatchFiller(7), original).orElseThrow().bgr();
        byte[] again = extended(new PatchFiller(7), original).orElseThrow().bgr();
        byte[] other = extended(new PatchFiller(8), original).orElseThrow().bgr();

        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void givesUpWhereNothingContinuesTheEdge() {
        // One bright band ends at the left edge, and lies elsewhere in all other columns.
        Raster original = grained((x, y) -> Math.abs(y - 40 - 3 * x / 2) < 25 ? 250 : 20);

        assertThat(extended(new PatchFiller(1), original)).isEmpty();
    }

    @Test
    void growsNoGroundWhereAThingOfAnotherColourIsCut() {
        Raster wall = grained((_, _) -> 140);
        assertThat(extended(new PatchFiller(1), wall)).isPresent();

        // At the left edge, as the picture grows to the sides.
        paint(wall, 60, 90);

        assertThat(extended(new PatchFiller(1), wall)).isEmpty();
    }

    @Test
    void continuesAHorizonOfTwoColours() {
        Raster original = grained((_, _) -> 140);
        paint(original, HORIZON, HEIGHT);

        assertThat(extended(new PatchFiller(1), original)).isPresent();
    }

    /** Makes lines green. */
    private static void paint(Raster raster, int from, int to) {
        for (int y = from; y < to; y++) {
            for (int x = 0; x < raster.width(); x++) {
                raster.set(x, y, 0, 30);
                raster.set(x, y, 2, 40);
            }
        }
    }

    @Test
    void closesAStepBetweenTwoPieces() {
        Raster raster = Raster.blank(80, 60);
        var missing = new java.util.BitSet();
        int[] source = new int[80 * 60];
        for (int i = 0; i < source.length; i++) {
            boolean made = i % 80 >= 40;
            missing.set(i, made);
            // Copied from the left half, which is brighter there than at the edge.
            source[i] = made ? i - 40 : -1;
            int level = i % 80 < 40 ? 150 - i % 80 : 150 - (i % 80 - 40);
            for (int c = 0; c < 3; c++) {
                raster.set(i % 80, i / 80, c, level);
            }
        }

        double tint = new SeamBlend(raster, missing, source, 400).apply();

        assertThat(raster.at(40, 30, 1)).isCloseTo(raster.at(39, 30, 1), within(3));
        assertThat(tint).isBetween(20.0, 45.0);
    }

    @Test
    void mirrorsNoGroundThatChangesAcrossTheEdge() {
        assertThat(extended(new ReflectionFiller(), grained((x, _) -> x / 2))).isEmpty();
        assertThat(extended(new ReflectionFiller(), grained((_, y) -> y / 2))).isPresent();
    }

    @Test
    void seesAnEdgeFromAllFourSides() {
        Canvas wide = canvas("2:1");
        Raster raster = Raster.blank(wide.width(), wide.height());
        int left = wide.placement().x();
        raster.set(left, 7, 0, 50);
        raster.set(left - 1, 7, 0, 60);

        var view = new EdgeView(raster, wide.placement(), Edge.LEFT);

        assertThat(view.at(7, -1, 0)).isEqualTo(50);
        assertThat(view.at(7, 0, 0)).isEqualTo(60);
        assertThat(view.added()).isEqualTo(left);
        Canvas tall = canvas("1:1");
        assertThat(new EdgeView(raster, tall.placement(), Edge.BOTTOM).inside()).isEqualTo(HEIGHT);
    }

    private static java.util.Optional<Raster> extended(Filler filler, Raster original) {
        // Ground only, whatever the analysis would take for a subject.
        try (var analyser = new Analyser();
                Picture picture = Picture.of(even())) {
            var background = new Background(analyser.analyse(picture.mat()));
            return filler.fill(original, canvas("16:9"), background);
        }
    }

    private static Mat even() {
        return new Mat(HEIGHT, WIDTH, CV_8UC3, new Scalar(128, 128, 128, 0));
    }

    private static Canvas canvas(String ratio) {
        return Canvas.around(WIDTH, HEIGHT, new Ratio(ratio), Canvas.Anchor.MIDDLE);
    }

    private static Raster grained(IntBinaryOperator level) {
        var random = new Random(5);
        Raster raster = Raster.blank(WIDTH, HEIGHT);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int value = level.applyAsInt(x, y) + random.nextInt(9) - 4;
                for (int c = 0; c < 3; c++) {
                    raster.set(x, y, c, value);
                }
            }
        }
        return raster;
    }
}
