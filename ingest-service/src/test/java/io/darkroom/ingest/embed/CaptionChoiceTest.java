package io.darkroom.ingest.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.Asset.ReviewState;
import io.darkroom.contracts.Caption;
import io.darkroom.contracts.Source;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CaptionChoiceTest {
    private static final Source SOURCE = Source.builtIn(Instant.EPOCH);
    private static final List<Caption> CAPTIONS =
            List.of(caption("en"), caption("pt-BR"), caption("zh-Hans"));

    @Test
    void theVeryLanguageThenAMoreGeneralOneThenAnotherOfItThenTheFirst() {
        assertThat(chosen("pt-BR")).isEqualTo("pt-BR");
        assertThat(chosen("PT-br")).isEqualTo("pt-BR");
        assertThat(chosen("zh-Hans-CN-x-wadegile")).isEqualTo("zh-Hans");
        assertThat(chosen("en-GB")).isEqualTo("en");
        assertThat(chosen("pt-PT")).isEqualTo("pt-BR");
        assertThat(chosen("pt")).isEqualTo("pt-BR");
        assertThat(chosen("fr")).isEqualTo("en");
        assertThat(chosen(null)).isEqualTo("en");
    }

    @Test
    void whatAReviewerRejectedIsNotShown() {
        var rejected =
                new Caption("de", "x", null, false, SOURCE, null, null, null, ReviewState.REJECTED);
        var captions = List.of(rejected, caption("en"));

        assertThat(CaptionChoice.of(captions, "de")).map(Caption::language).contains("en");
    }

    @Test
    void whereThereIsNoneThereIsNone() {
        assertThat(CaptionChoice.of(List.of(), "de")).isEmpty();
    }

    private static String chosen(@Nullable String language) {
        return CaptionChoice.of(CAPTIONS, language).orElseThrow().language();
    }

    private static Caption caption(String language) {
        return new Caption(language, "x", null, false, SOURCE);
    }
}
