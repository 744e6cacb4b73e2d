package io.darkroom.captioning.autotag;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.Source;
import io.darkroom.contracts.Tag;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TagMergeTest {
    private static final Source FILE = Source.file(Instant.EPOCH);
    private static final Source ENGINE = Source.builtIn(Instant.EPOCH);

    @Test
    void surestFirstThenByLabel() {
        var merged =
                TagMerge.merge(
                        List.of(
                                tag("sky", 0.6, ENGINE),
                                tag("red", 0.9, ENGINE),
                                tag("blue", 0.6, ENGINE)),
                        0,
                        10);

        assertThat(merged).extracting(Tag::label).containsExactly("red", "blue", "sky");
    }

    @Test
    void theFilesOwnKeywordStandsForTheSameLabelOfTheEngine() {
        var merged = TagMerge.merge(List.of(tag("Sky", 1, FILE), tag("sky", 0.6, ENGINE)), 0, 10);

        assertThat(merged).containsExactly(tag("Sky", 1, FILE));
    }

    @Test
    void whatIsBelowTheThresholdIsLeftOutAndTheRestIsCutAtTheMaximum() {
        var tags =
                List.of(
                        tag("a", 0.9, ENGINE),
                        tag("b", 0.8, ENGINE),
                        tag("c", 0.7, ENGINE),
                        tag("d", 0.2, ENGINE));

        assertThat(TagMerge.merge(tags, 0.7, 10))
                .extracting(Tag::label)
                .containsExactly("a", "b", "c");
        assertThat(TagMerge.merge(tags, 0, 2)).extracting(Tag::label).containsExactly("a", "b");
    }

    private static Tag tag(String label, double confidence, Source source) {
        return new Tag(label, "en", confidence, source);
    }
}
