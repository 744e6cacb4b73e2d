package io.darkroom.captioning.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of a model's text; {@link CaptionTextTest} shows what becomes a caption. */
class CleanTextTest {
    private static final int LARGEST_ANSWER = 1 << 20;

    @Test
    void theMarkdownOfLinesGoesWhereverTheyStand() {
        assertThat(CleanText.of("\n\n  # A dog\n\n\t- on a beach\n> with a ball"))
                .isEqualTo("A dog on a beach with a ball");
    }

    /** Models do that: they repeat themselves until somebody stops them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n", " ", "\n#", "[", "![a](", "**a ", "_a ", "`", "ok, ", "\"", "(", "a.",
                "Mr. A "
            })
    @Timeout(60)
    void aTextWithoutAnEndIsReadInFiniteTime(String piece) {
        String endless = piece.repeat(LARGEST_ANSWER / piece.length());

        String clean = CleanText.alt(endless);

        assertThat(clean.length()).isLessThanOrEqualTo(10_000);
        Refusals.isRefusal(endless);
        PersonNames.unknown(clean, List.of(), "");
    }
}
