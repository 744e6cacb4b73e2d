package io.darkroom.service.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.service.problem.Problem.Place;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTest {
    @Test
    void namesTheFirstPlacesOfVeryMany() {
        var places =
                IntStream.range(0, 100_000).mapToObj(i -> Place.at("/" + i, "is wrong")).toList();

        var problem = ProblemType.FIELD_INVALID.because("All is wrong").with(places);

        assertThat(problem.errors()).isEqualTo(places.subList(0, 100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "é", "\uD83D\uDE00", "x\uD83D\uDE00"})
    void repeatsWhatWasSentInPartOnly(String sent) {
        var problem =
                ProblemType.FIELD_INVALID.because(
                        sent.repeat(1_000_000), Place.of(sent.repeat(1_000), sent.repeat(1_000)));

        assertThat(problem.detail()).hasSizeBetween(1_999, 2_000).endsWith("…").startsWith(sent);
        assertThat(problem.errors())
                .singleElement()
                .satisfies(place -> {
                    assertThat(place.parameter()).hasSizeBetween(499, 500).endsWith("…");
                    assertThat(place.detail()).hasSizeBetween(499, 500).endsWith("…");
                });
        assertThat(problem.json().codePoints())
                .as("no half of a character")
                .noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
    }

    @Test
    void whatIsShortStaysWhole() {
        String most = "x".repeat(500);

        assertThat(Place.at(most, most))
                .extracting(Place::pointer, Place::detail)
                .containsExactly(most, most);
    }

    @Test
    void aPlaceBelowALongNameIsNamedByWhatIsAroundIt() {
        assertThat(Place.at("/metadata/" + "x".repeat(1_000) + "/0", "is wrong").pointer())
                .isEqualTo("/metadata");
        assertThat(Place.at("/" + "x".repeat(1_000), "is wrong").pointer()).isEmpty();
        assertThat(Place.at("/a" + "/b".repeat(1_000), "is wrong").pointer())
                .isEqualTo("/a" + "/b".repeat(249));
    }
}
