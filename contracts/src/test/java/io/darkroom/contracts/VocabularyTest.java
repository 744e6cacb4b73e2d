package io.darkroom.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.contracts.Vocabulary.Concept;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What no JSON Schema can say of a vocabulary. */
class VocabularyTest {

    @Test
    void aLabelMeansOneThing() {
        var table = concept("table", Map.of("en", List.of("Board")), null);
        var board = concept("board", Map.of(), null);

        assertThatThrownBy(() -> vocabulary(table, board))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must not share a label: 'board' (en) is of 'table'");
    }

    @Test
    void aConceptMayRepeatItsOwnLabel() {
        var table = concept("table", Map.of("en", List.of("Table")), null);

        assertThat(vocabulary(table).find("table")).contains(table);
    }

    @Test
    void idsAreUnique() {
        assertThatThrownBy(() ->
                        vocabulary(
                                concept("table", Map.of(), null), concept("table", Map.of(), null)))
                .hasMessageContaining("'table' is there twice");
    }

    @Test
    void theWayUpLeadsToTheTop() {
        var one = concept("one", Map.of(), "two");
        var two = concept("two", Map.of(), "one");

        assertThatThrownBy(() -> vocabulary(one, two)).hasMessageContaining("and not back");
        assertThatThrownBy(() -> vocabulary(one)).hasMessageContaining("was 'two'");
    }

    @Test
    void itTravelsInAnEventAndIsBounded() {
        var many =
                IntStream.range(0, Vocabulary.MAX_CONCEPTS + 1)
                        .mapToObj(number -> concept("c" + number, Map.of(), null))
                        .toArray(Concept[]::new);

        assertThatThrownBy(() -> vocabulary(many)).hasMessageContaining("concepts must be 1 to");
    }

    private static Vocabulary vocabulary(Concept... concepts) {
        return new Vocabulary("kitchen", null, List.of(concepts));
    }

    private static Concept concept(
            String id, Map<String, List<String>> others, @Nullable String broader) {
        return new Concept(id, Map.of("en", id), others, broader);
    }
}
