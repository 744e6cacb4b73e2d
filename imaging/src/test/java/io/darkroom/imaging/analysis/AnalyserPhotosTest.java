package io.darkroom.imaging.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imread;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.darkroom.imaging.analysis.Measurements.Background;
import io.darkroom.imaging.analysis.Measurements.Light;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found in real photographs, where they are at hand. */
class AnalyserPhotosTest {
    private final Analyser analyser = new Analyser();

    @ParameterizedTest
    @CsvSource({
        "four-people-at-table.jpg,4",
        "astronaut.png,1",
        "dog-in-grass.jpg,0",
        "telephone-box.jpg,0",
        "red-car.jpg,0",
        "leaf-on-tarmac.jpg,0",
        "stone-cairn.jpg,0"
    })
    void countsFaces(String name, int faces) {
        assertThat(analyse(name).faces()).hasSize(faces);
    }

    @Test
    void findsTheLeafOnTheRight() {
        Measurements found = analyse("leaf-on-snow.jpg").measurements();

        Subject subject = Objects.requireNonNull(found.subject());
        assertThat(subject.across()).isEqualTo(Subject.Across.RIGHT);
        assertThat(subject.colour()).isEqualTo(NamedColour.BROWN);
        assertThat(found.background()).isEqualTo(Background.PLAIN);
        assertThat(found.light()).isEqualTo(Light.BRIGHT);
        assertThat(found.sky()).isLessThan(0.05);
    }

    @Test
    void seesGreeneryAndTheDogInIt() {
        Measurements found = analyse("dog-in-grass.jpg").measurements();

        assertThat(found.greenery()).isGreaterThan(0.6);
        assertThat(found.background()).isEqualTo(Background.BUSY);
        assertThat(found.subject()).isNotNull();
    }

    @Test
    void seesTheSkyAndTheSunset() {
        assertThat(analyse("stone-cairn.jpg").measurements().sky()).isGreaterThan(0.15);
        assertThat(analyse("sunset-clouds.jpg").measurements().light()).isEqualTo(Light.GLOWING);
        assertThat(analyse("hibiscus.jpg").measurements().light()).isNotEqualTo(Light.GLOWING);
    }

    @Test
    void seesBlackAndWhite() {
        assertThat(analyse("chain-on-grey.jpg").measurements().monochrome()).isTrue();
    }

    private Analysis analyse(String name) {
        Path file = Path.of(System.getProperty("photos", "absent"), name);
        assumeTrue(
                Files.exists(file), () -> "No photograph " + file + ": set -Dphotos to the folder");
        int mode = name.endsWith(".png") ? IMREAD_COLOR : IMREAD_REDUCED_COLOR_2;
        return analyser.analyse(imread(file.toString(), mode));
    }
}
