package io.darkroom.transform.outpaint;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.Box;
import io.darkroom.contracts.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Breaks at the edge of the original. */
class SeamsTest {
    private static final Canvas CANVAS = new Canvas(400, 200, new Box(100, 0, 200, 200));

    @ParameterizedTest
    @ValueSource(ints = {12, 40})
    void findsAStepInColour(int step) {
        Raster raster = evenly(CANVAS, 120);
        for (int y = 150; y < 200; y++) {
            for (int x = 0; x < 100; x++) {
                paint(raster, x, y, 120 + step);
            }
        }

        List<Finding> findings = Seams.visible(raster, CANVAS);

        assertThat(findings).extracting(Finding::code).containsExactly("guard-seam");
        Box box = java.util.Objects.requireNonNull(findings.getFirst().box());
        assertThat(box.x()).isEqualTo(99);
        assertThat(box.y()).isBetween(140, 150);
    }

    @Test
    void findsAStepThatIsSpreadOverAFewPixels() {
        Raster raster = evenly(CANVAS, 120);
        for (int y = 0; y < 200; y++) {
            for (int x = 0; x < 100; x++) {
                paint(raster, x, y, 120 + Math.min(30, 5 * (100 - x)));
            }
        }

        assertThat(Seams.visible(raster, CANVAS)).hasSize(1);
    }

    @Test
    void takesASlowChangeForNoSeam() {
        Raster raster = evenly(CANVAS, 0);
        for (int y = 0; y < 200; y++) {
            for (int x = 0; x < 400; x++) {
                paint(raster, x, y, x / 2);
            }
        }

        assertThat(Seams.visible(raster, CANVAS)).isEmpty();
    }

    private static Raster evenly(Canvas canvas, int level) {
        Raster raster = Raster.blank(canvas.width(), canvas.height());
        for (int y = 0; y < canvas.height(); y++) {
            for (int x = 0; x < canvas.width(); x++) {
                paint(raster, x, y, level);
            }
        }
        return raster;
    }

    private static void paint(Raster raster, int x, int y, int level) {
        for (int c = 0; c < 3; c++) {
            raster.set(x, y, c, level);
        }
    }
}
