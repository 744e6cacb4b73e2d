package io.darkroom.ingest.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.darkroom.contracts.Box;
import io.darkroom.contracts.Caption;
import io.darkroom.contracts.Crop;
import io.darkroom.contracts.Point;
import io.darkroom.contracts.Ratio;
import io.darkroom.contracts.Source;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.StageResult;
import io.darkroom.contracts.Tag;
import io.darkroom.ingest.support.Reports;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AgreementTest {
    private static final Source SOURCE = Source.builtIn(Instant.EPOCH);

    @Test
    void captionsAgreeAsFarAsTheyUseTheSameWords() {
        assertThat(captions("A dog on a beach", "a dog, on a beach.")).isEqualTo(1);
        assertThat(captions("A dog", "A cat")).isCloseTo(1 / 3.0, within(1e-9));
        assertThat(captions("Ein Hund", "Drei Katzen")).isZero();
    }

    @Test
    void aLanguageThatOnlyOneWroteIsNoAgreement() {
        var both =
                new StageResult.Captioned(List.of(caption("en", "A dog"), caption("de", "Hund")));
        var one = new StageResult.Captioned(List.of(caption("en", "A dog")));

        assertThat(of(both, one)).isEqualTo(0.5);
    }

    @Test
    void tagsAgreeAsFarAsTheyAreTheSame() {
        assertThat(of(tags("dog", "beach"), tags("Beach", "sea"))).isCloseTo(1 / 3.0, within(1e-9));
        assertThat(of(tags(), tags())).isEqualTo(1);
        assertThat(of(tags("dog"), tags())).isZero();
    }

    @Test
    void cropsAgreeAsFarAsTheyCoverTheSame() {
        assertThat(of(crop(0, 0), crop(0, 0))).isEqualTo(1);
        assertThat(of(crop(0, 0), crop(50, 0))).isCloseTo(1 / 3.0, within(1e-9));
        assertThat(of(crop(0, 0), crop(200, 0))).isZero();
    }

    @Test
    void extendedPicturesDoNotCompare() {
        var extended = Reports.success(Stage.OUTPAINT, List.of()).result();

        assertThat(Agreement.of(extended, extended)).isEmpty();
    }

    @Test
    void everyOutcomeHasWords() {
        assertThat(Stream.of(Stage.values()).map(stage -> Reports.success(stage, List.of())))
                .extracting(Words::of)
                .containsExactly("en: A blue table", "Table", "1:1 at 0,0 480x480", "16:9, mirror");
        assertThat(Words.of(new StageOutcome.Skipped("nothing to do")))
                .isEqualTo("skipped: nothing to do");
    }

    private static double captions(String ours, String theirs) {
        return of(
                new StageResult.Captioned(List.of(caption("en", ours))),
                new StageResult.Captioned(List.of(caption("en", theirs))));
    }

    private static Caption caption(String language, String alt) {
        return new Caption(language, alt, null, false, SOURCE);
    }

    private static StageResult tags(String... labels) {
        return new StageResult.Tagged(
                Stream.of(labels).map(label -> new Tag(label, "en", 0.9, SOURCE)).toList());
    }

    private static StageResult crop(int x, int y) {
        var crop =
                new Crop(
                        new Ratio("1:1"),
                        new Box(x, y, 100, 100),
                        new Point(0.5, 0.5),
                        1,
                        List.of(),
                        List.of());
        return new StageResult.Cropped(null, List.of(crop), null);
    }

    private static double of(StageResult ours, StageResult theirs) {
        return Agreement.of(ours, theirs).orElseThrow();
    }
}
