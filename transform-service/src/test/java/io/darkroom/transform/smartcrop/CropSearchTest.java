package io.darkroom.transform.smartcrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.darkroom.contracts.Box;
import io.darkroom.contracts.Point;
import io.darkroom.contracts.Ratio;
import io.darkroom.imaging.analysis.Region;
import io.darkroom.imaging.analysis.Skyline;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CropSearchTest {
    private static final List<Region> NO_HEADS = List.of();

    @ParameterizedTest
    @CsvSource({
        "4000,3000,1:1,3000,3000",
        "3000,4000,1:1,3000,3000",
        "4000,3000,16:9,4000,2250",
        "4000,3000,9:16,1688,3000",
        "4000,3000,4:5,2400,3000",
        "4000,3000,4:3,4000,3000",
        "4000,3000,20:1,4000,200",
        "4000,3000,1:20,150,3000",
        "1009,700,20:1,1000,50",
        "4000,3000,1.91:1,4000,2094",
        "3888,2592,16:9,3888,2187",
        "1,1,16:9,1,1",
        "1,400,1:1,1,1",
        "1,400,1:20,1,20",
        "7,5,1:1,5,5"
    })
    void takesTheLargestBox(int width, int height, String ratio, int boxWidth, int boxHeight) {
        assertThat(Frame.of(width, height, new Ratio(ratio)))
                .isEqualTo(new Frame(boxWidth, boxHeight));
    }

    @Test
    void keepsEachSideWithinAPixelOfTheRatioAndInside() {
        for (String text :
                List.of("1:20", "1:3", "2:3", "4:5", "1:1", "1.91:1", "16:9", "7.013:1", "20:1")) {
            Ratio ratio = new Ratio(text);
            for (int width = 21; width < 1200; width += 13) {
                for (int height = 21; height < 1200; height += 37) {
                    Frame frame = Frame.of(width, height, ratio);
                    double r = ratio.value();
                    assertThat(frame.width()).isBetween(1, width);
                    assertThat(frame.height()).isBetween(1, height);
                    assertThat(Math.abs(frame.width() - frame.height() * r)).isLessThanOrEqualTo(1);
                    assertThat(Math.abs(frame.height() - frame.width() / r)).isLessThanOrEqualTo(1);
                    boolean spans =
                            frame.width() >= width - Math.max(1, r)
                                    || frame.height() >= height - Math.max(1, 1 / r);
                    assertThat(spans).as("%s in %dx%d spans a side", text, width, height).isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0.02", "0.2", "0.5", "0.8", "0.9"})
    void keepsAHeadWholeWhereverItIs(double x) {
        var head = new Region(x, 0.3, 0.08, 0.2);

        var choice = search(4000, 3000, List.of(head), null, null, "9:16");

        assertThat(choice.box().x()).isLessThanOrEqualTo((int) Math.ceil(x * 4000));
        assertThat(choice.box().x() + choice.box().width())
                .isGreaterThanOrEqualTo((int) ((x + 0.08) * 4000));
        assertThat(choice.keeps()).contains("face");
        assertThat(choice.score()).isGreaterThan(0.6);
    }

    @Test
    void keepsSeveralHeadsTogetherWhereTheRatioAllows() {
        var heads = List.of(new Region(0.55, 0.3, 0.1, 0.15), new Region(0.2, 0.3, 0.09, 0.14));

        assertThat(search(4000, 3000, heads, null, null, "1:1").keeps()).contains("all-faces");
        assertThat(search(4000, 3000, heads, null, null, "1:2").keeps())
                .contains("face")
                .doesNotContain("all-faces");
    }

    @Test
    void leavesAirAboveAHead() {
        var head = new Region(0.4, 0.45, 0.2, 0.15);

        Box box = search(1000, 2000, List.of(head), null, null, "1:1").box();

        assertThat(head.y() * 2000 - box.y()).isGreaterThan(box.height() * 0.12);
        double face = (0.525 * 2000 - box.y()) / box.height();
        assertThat(face).isBetween(0.3, 0.5);
    }

    @Test
    void buildsAroundAPersonsPoint() {
        var elsewhere = new Region(0.05, 0.4, 0.1, 0.2);

        var choice = search(4000, 3000, List.of(elsewhere), null, new Point(0.85, 0.5), "1:2");

        double middle = (choice.box().x() + choice.box().width() / 2.0) / 4000;
        assertThat(middle).isCloseTo(0.8125, within(0.06));
        assertThat(choice.keeps()).contains("focal-point").doesNotContain("face");
    }

    @Test
    void reachesForAPointInTheCorner() {
        Box box = search(4000, 3000, NO_HEADS, null, new Point(1, 1), "1:1").box();

        assertThat(box.x() + box.width()).isGreaterThanOrEqualTo(3990);
    }

    @Test
    void keepsTheSubjectWhole() {
        var subject = new Region(0.62, 0.2, 0.3, 0.5);

        assertThat(search(4000, 3000, NO_HEADS, subject, null, "4:5").keeps())
                .containsExactly("salient-region");
    }

    @Test
    void showsTheTopOfASubjectThatIsTooTall() {
        var tower = new Region(0.3, 0.05, 0.3, 0.9);

        var choice = search(2000, 3000, NO_HEADS, tower, null, "16:9");

        assertThat(choice.box().y()).isLessThanOrEqualTo((int) (0.05 * 3000));
    }

    @Test
    void keepsTheEndAtWhichASubjectThatIsTooWideRisesHighest() {
        var dog = new Region(0.1, 0.3, 0.8, 0.5);

        Box right = search(subject(dog, 0.85), 4000, 3000, "4:5").box();
        Box left = search(subject(dog, 0.15), 4000, 3000, "4:5").box();

        assertThat(right.x() + right.width()).isGreaterThan((int) (0.9 * 4000));
        assertThat(left.x()).isLessThan((int) (0.1 * 4000));
    }

    @Test
    void keepsThatEndWithAirThoughMoreIsToBeSeenAtTheOther() {
        var dog = new Region(0.1, 0.25, 0.775, 0.6);
        float[] rearCounts = new float[64 * 48];
        for (int i = 0; i < rearCounts.length; i++) {
            rearCounts[i] = i % 64 < 26 ? 1 : 0.2f;
        }

        Box box =
                search(
                                interest(
                                        new SummedArea(64, 48, rearCounts),
                                        NO_HEADS,
                                        dog,
                                        0.72,
                                        new Skyline(0),
                                        null),
                                4000,
                                3000,
                                "4:5")
                        .box();

        assertThat(box.x() + box.width()).isGreaterThanOrEqualTo((int) ((0.875 + 0.024) * 4000));
    }

    @Test
    void keepsTheTopOfWhatRisesAboveTheSkyline() {
        double[] depths = new double[64];
        Arrays.fill(depths, 0.55);
        Arrays.fill(depths, 10, 20, 0.2);

        Box box =
                search(interest(NO_HEADS, null, 0.5, new Skyline(depths), null), 3000, 4000, "16:9")
                        .box();

        assertThat(box.y()).isLessThanOrEqualTo((int) (0.2 * 4000));
    }

    @Test
    void aSkylineWithoutAnythingAboveItDecidesNothing() {
        double[] depths = new double[64];
        Arrays.fill(depths, 0.2);

        Box box =
                search(interest(NO_HEADS, null, 0.5, new Skyline(depths), null), 3000, 4000, "16:9")
                        .box();

        assertThat(box.y()).isEqualTo(search(3000, 4000, NO_HEADS, null, null, "16:9").box().y());
    }

    @Test
    void beginsWhereAReducedDecodeHasAPixel() {
        var head = new Region(0.61, 0.3, 0.08, 0.2);

        Box box = search(4001, 3001, List.of(head), null, null, "9:16").box();

        assertThat(box.x() % 8).isZero();
    }

    @Test
    void takesTheMiddleOfNothing() {
        Box box = search(4000, 3000, NO_HEADS, null, null, "1:1").box();

        assertThat(box.x()).isCloseTo(500, within(15));
    }

    @Test
    void takesASinglePixel() {
        assertThat(search(1, 1, NO_HEADS, null, new Point(0, 0), "20:1").box())
                .isEqualTo(new Box(0, 0, 1, 1));
    }

    private static CropSearch.Choice search(
            int width,
            int height,
            List<Region> heads,
            @Nullable Region subject,
            @Nullable Point chosen,
            String ratio) {
        return search(interest(heads, subject, 0.5, new Skyline(0), chosen), width, height, ratio);
    }

    private static CropSearch.Choice search(
            Interest interest, int width, int height, String ratio) {
        return new CropSearch(width, height, interest).search(new Ratio(ratio));
    }

    private static Interest subject(Region subject, double crown) {
        return interest(NO_HEADS, subject, crown, new Skyline(0), null);
    }

    /** In a picture of which no part is more salient than another. */
    private static Interest interest(
            List<Region> heads,
            @Nullable Region subject,
            double crown,
            Skyline skyline,
            @Nullable Point chosen) {
        return interest(even(), heads, subject, crown, skyline, chosen);
    }

    private static SummedArea even() {
        float[] even = new float[64 * 48];
        Arrays.fill(even, 1);
        return new SummedArea(64, 48, even);
    }

    private static Interest interest(
            SummedArea importance,
            List<Region> heads,
            @Nullable Region subject,
            double crown,
            Skyline skyline,
            @Nullable Point chosen) {
        Point centre = new Point(0.5, 0.5);
        if (subject != null) {
            centre = new Point(subject.centreX(), subject.centreY());
        }
        if (!heads.isEmpty()) {
            centre = new Point(heads.getFirst().centreX(), heads.getFirst().centreY());
        }
        return new Interest(
                importance,
                even(),
                heads,
                subject,
                crown,
                skyline,
                chosen,
                chosen == null ? centre : chosen);
    }
}
