package io.darkroom.imaging.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.darkroom.imaging.PerceptualHash;
import io.darkroom.imaging.Picture;
import io.darkroom.imaging.analysis.Measurements.Background;
import io.darkroom.imaging.analysis.Measurements.Focus;
import io.darkroom.imaging.analysis.Measurements.Light;
import io.darkroom.imaging.analysis.Measurements.Shape;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnalyserTest {
    private final Analyser analyser = new Analyser();

    @Test
    void findsADiscOffCentre() {
        Analysis found =
                analyser.analyse(
                        Painted.disc(
                                Painted.plain(600, 400, 240, 240, 240), 150, 280, 60, 200, 20, 20));

        Subject subject = Objects.requireNonNull(found.measurements().subject());
        assertThat(subject.region().centreX()).isCloseTo(0.25, within(0.05));
        assertThat(subject.region().centreY()).isCloseTo(0.7, within(0.05));
        assertThat(subject.across()).isEqualTo(Subject.Across.LEFT);
        assertThat(subject.down()).isEqualTo(Subject.Down.BOTTOM);
        assertThat(subject.colour()).isEqualTo(NamedColour.RED);
        assertThat(found.focalX()).isCloseTo(0.25, within(0.05));
        assertThat(found.measurements().background()).isEqualTo(Background.PLAIN);
        assertThat(found.measurements().backgroundColour()).isEqualTo(NamedColour.WHITE);
        assertThat(found.faces()).isEmpty();
    }

    /** So that one small copy serves the crops and the hash. */
    @Test
    void seesInEnoughOfAPictureWhatItSeesInTheWhole() {
        try (var whole =
                        Picture.of(
                                Painted.disc(
                                        Painted.plain(2603, 1701, 240, 240, 240),
                                        700,
                                        1200,
                                        260,
                                        200,
                                        20,
                                        20));
                var enough = Analyser.enough(whole)) {
            assertThat(enough.width()).isBetween(640, 1301);

            Composition seen = analyser.compose(enough.mat());
            Composition all = analyser.compose(whole.mat());

            assertThat(seen.focalX()).isCloseTo(all.focalX(), within(0.005));
            assertThat(seen.focalY()).isCloseTo(all.focalY(), within(0.005));
            assertThat(PerceptualHash.of(enough).distance(PerceptualHash.of(whole)))
                    .isLessThanOrEqualTo(2);
        }
    }

    @Test
    void leavesAPictureThatIsSmallAlreadyOpen() {
        try (var small = Picture.of(Painted.plain(300, 200, 10, 20, 30))) {
            Analyser.enough(small).close();
            assertThat(small.mat().cols()).isEqualTo(300);
            assertThat(small.mat().data().isNull()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "255,255,255,WHITE",
        "0,0,0,BLACK",
        "128,128,128,GREY",
        "220,20,20,RED",
        "250,140,20,ORANGE",
        "110,70,35,BROWN",
        "225,205,170,BEIGE",
        "245,230,40,YELLOW",
        "40,150,50,GREEN",
        "40,200,200,TURQUOISE",
        "30,60,200,BLUE",
        "120,40,160,PURPLE",
        "250,150,190,PINK"
    })
    void namesBasicColours(int red, int green, int blue, NamedColour expected) {
        var colours =
                analyser.analyse(Painted.plain(40, 40, red, green, blue)).measurements().colours();

        assertThat(colours).singleElement().extracting(ColourShare::colour).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "100,100,SQUARE",
        "160,90,LANDSCAPE",
        "90,160,PORTRAIT",
        "300,100,PANORAMA",
        "100,300,TALL"
    })
    void namesShapes(int width, int height, Shape expected) {
        assertThat(analyser.analyse(Painted.plain(width, height, 9, 9, 9)).measurements().shape())
                .isEqualTo(expected);
    }

    @Test
    void seesNothingInAPlainPicture() {
        Analysis found = analyser.analyse(Painted.plain(200, 100, 90, 120, 150));

        assertThat(found.measurements().subject()).isNull();
        assertThat(found.focalX()).isCloseTo(0.5, within(0.01));
        assertThat(found.focalY()).isCloseTo(0.5, within(0.01));
    }

    @Test
    void tellsBlurFromSharpness() {
        Mat sharp =
                Painted.box(
                        Painted.plain(800, 600, 230, 230, 230),
                        new Rect(200, 150, 300, 300),
                        20,
                        20,
                        20);

        assertThat(analyser.analyse(sharp).measurements().focus()).isEqualTo(Focus.SHARP);
        assertThat(analyser.analyse(Painted.blurred(sharp)).measurements().focus())
                .isEqualTo(Focus.BLURRED);
    }

    @Test
    void tellsBusyFromPlain() {
        assertThat(analyser.analyse(Painted.noise(120, 120)).measurements().background())
                .isEqualTo(Background.BUSY);
    }

    @Test
    void namesLight() {
        assertThat(analyser.analyse(Painted.plain(80, 80, 15, 15, 15)).measurements().light())
                .isEqualTo(Light.DARK);
        assertThat(analyser.analyse(Painted.plain(80, 80, 240, 240, 240)).measurements().light())
                .isEqualTo(Light.BRIGHT);
    }

    @Test
    void tellsSkyFromABlueStudioWall() {
        Mat sky =
                Painted.box(
                        Painted.plain(200, 200, 110, 160, 230),
                        new Rect(0, 100, 200, 100),
                        90,
                        70,
                        40);

        assertThat(analyser.analyse(sky).measurements().sky()).isCloseTo(0.5, within(0.05));
        assertThat(analyser.analyse(Painted.plain(200, 200, 235, 235, 235)).measurements().sky())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,400", "400,1", "3,2"})
    void takesTinyPictures(int width, int height) {
        Analysis found = analyser.analyse(Painted.plain(width, height, 200, 30, 30));

        assertThat(found.focalX()).isBetween(0.0, 1.0);
        assertThat(found.focalY()).isBetween(0.0, 1.0);
    }

    @Test
    void keepsItsClassifiersBeyondTheTaskThatMadeThem() {
        for (int task = 0; task < 3; task++) {
            try (var _ = new PointerScope()) {
                assertThat(analyser.analyse(Painted.plain(64, 64, 200, 140, 110)).faces())
                        .isEmpty();
            }
        }
    }

    @Test
    void refusesAnEmptyPicture() {
        assertThatThrownBy(() -> analyser.analyse(new Mat()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
