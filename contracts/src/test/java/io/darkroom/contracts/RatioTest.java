package io.darkroom.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RatioTest {

    @ParameterizedTest
    @CsvSource({
        "1:1, 1, 1x1",
        "16:9, 1.7777777777777777, 16x9",
        "1.91:1, 1.91, 1_91x1",
        "0.125:0.25, 0.5, 0_125x0_25",
        "20:1, 20, 20x1",
        "1:20, 0.05, 1x20",
        "2.390:1, 2.39, 2_390x1",
        "1920:1080, 1.7777777777777777, 1920x1080",
        "04:5, 0.8, 04x5",
    })
    void isReadAndGivenBackAsAsked(String text, double value, String slug) throws Exception {
        var ratio = Json.mapper().readValue('"' + text + '"', Ratio.class);

        assertThat(ratio.value()).isCloseTo(value, within(1e-12));
        assertThat(ratio.slug()).isEqualTo(slug);
        assertThat(Json.mapper().writeValueAsString(ratio)).isEqualTo('"' + text + '"');
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "16",
                "16:",
                ":9",
                "16/9",
                "16x9",
                "16:9:1",
                "0:1",
                "1:0",
                "0.000:1",
                "-1:1",
                "1:-1",
                "+1:1",
                "1.2345:1",
                "1.:1",
                ".5:1",
                "1,91:1",
                "20.001:1",
                "1:20.001",
                "1e1:1",
                " 16:9",
                "16:9 ",
                "16 : 9",
                "NaN:1",
                "1000000:1000000",
                "１６:９"
            })
    void isRefused(String text) {
        assertThatThrownBy(() -> new Ratio(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .containsIgnoringCase("ratio");
    }
}
