package io.darkroom.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When a letter goes without its record, and what it says then. */
class DeadLetterTest {
    @Test
    void aSmallRecordWaitsAndALargeOneIsLeftOut() {
        assertThat(letter("{}").goesAlone(10_000)).isFalse();
        assertThat(letter("{}").goesAlone(100_000)).isTrue();
    }

    /** Each of a small request's fields can be wrong, and is told of in a sentence. */
    @Test
    void aSmallRecordWithALongProblemIsLeftOutWithIt() {
        var letter = letter("x".repeat(1_500_000));

        assertThat(letter.goesAlone(10_000)).isTrue();
        assertThat(letter.headersAlone(10_000))
                .containsEntry(DeadLetter.LEFT_OUT, "10000")
                .doesNotContainKey(DeadLetter.PROBLEM);
    }

    @Test
    void aLetterAloneSaysWhyAndWhereTheRecordLies() {
        assertThat(letter("{}").headersAlone(100_000).get(DeadLetter.DETAIL))
                .startsWith("why ")
                .contains("100000 bytes", "in topic, partition 1, offset 2");
    }

    private static DeadLetter letter(String problem) {
        return new DeadLetter(Failure.of("x", "X", "why"), "topic", 1, 2, "join", 3, problem);
    }
}
