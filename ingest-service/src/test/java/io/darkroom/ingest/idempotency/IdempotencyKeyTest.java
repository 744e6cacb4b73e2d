package io.darkroom.ingest.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.service.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "'\"8e03978e\"', 8e03978e",
                "8e03978e, 8e03978e",
                "'\"a \\\"b\\\" \\\\\"', 'a \"b\" \\'",
            })
    void keysComeAsStructuredStringsOrBare(String header, String key) {
        assertThat(IdempotencyKey.of(header)).get().extracting("text").isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\"", "\"a", "a b", "\"ä\"", "a\"b"})
    void whatIsNoKeyIsRefused(String header) {
        assertThatThrownBy(() -> IdempotencyKey.of(header)).isInstanceOf(ProblemException.class);
    }

    @Test
    void keysHaveALength() {
        assertThat(IdempotencyKey.of("a".repeat(255))).isPresent();
        assertThatThrownBy(() -> IdempotencyKey.of("a".repeat(256)))
                .isInstanceOf(ProblemException.class);
    }
}
