package io.darkroom.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.service.problem.ProblemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreconditionsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "|          | 3",
                "|          |",
                "'\"3\"'    | | 3",
                "'\"1\", \"3\"' | | 3",
                "*          | | 3",
                "| *        |",
                "| '\"2\"'  | 3",
            })
    void whatHoldsLetsTheChangeThrough(
            @Nullable String ifMatch, @Nullable String ifNoneMatch, @Nullable Integer version) {
        var preconditions = new Preconditions(ifMatch, ifNoneMatch);

        assertThatCode(() -> preconditions.check(Optional.ofNullable(version)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "'\"2\"'   | | 3",
                "'W/\"3\"' | | 3",
                "3         | | 3",
                "*         | |",
                "'\"3\"'   | |",
                "| *       | 3",
                "| 'W/\"3\"' | 3",
            })
    void whatDoesNotHoldIsStale(
            @Nullable String ifMatch, @Nullable String ifNoneMatch, @Nullable Integer version) {
        var preconditions = new Preconditions(ifMatch, ifNoneMatch);

        assertThatThrownBy(() -> preconditions.check(Optional.ofNullable(version)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(412));
    }

    @Test
    void aChangeThatMustNameItsVersionSaysSo() {
        assertThatThrownBy(() -> new Preconditions(null, "*").ifMatchNeeded())
                .hasMessageContaining("If-Match");
    }
}
