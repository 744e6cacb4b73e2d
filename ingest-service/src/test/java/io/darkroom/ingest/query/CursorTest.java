package io.darkroom.ingest.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.service.problem.ProblemException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    @Test
    void comesBackToTheMicrosecondThatTheDatabaseKeeps() {
        var cursor = new Cursor(Instant.parse("2026-11-23T06:30:00.123456Z"), UUID.randomUUID());
        assertThat(Cursor.parse(cursor.text())).isEqualTo(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "not a cursor", "AAAA", "%00", "2026-11-23", "===="})
    void whatWasNotGivenOutIsRefused(String text) {
        assertThatThrownBy(() -> Cursor.parse(text))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("cursor");
    }
}
