package io.darkroom.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void figuresStandUnderEachOther() {
        var table =
                new Table(
                        List.of("job", "ratio"),
                        List.of(List.of("decode", "1.9"), List.of("probe", "12.0")));

        assertThat(table.markdown())
                .isEqualTo(
                        """
                        | job    | ratio |
                        | ------ | ----: |
                        | decode |   1.9 |
                        | probe  |  12.0 |
                        """);
    }

    @Test
    void aCellBreaksNoTable() {
        var table = new Table(List.of("a|b"), List.of(List.of("one\ntwo")));

        assertThat(table.markdown()).contains("| a\\|b    |", "| one two |");
    }

    @Test
    void aRowThatIsTooShortIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Table(List.of("a", "b"), List.of(List.of("1"))))
                .withMessageContaining("1 cells");
    }

    @Test
    void figuresHaveThreeSignificantDigits() {
        assertThat(List.of(Figures.of(0.012345), Figures.of(1.2), Figures.of(45_678.9)))
                .containsExactly("0.0123", "1.20", "45700");
        assertThat(Figures.of(0)).isEqualTo("0");
    }

    @Test
    void aReportIsASectionWithItsNotes() {
        var report =
                new Report(
                        "upload",
                        List.of(new Table(List.of("ratio"), List.of(List.of("0.61")))),
                        List.of("Nine rounds."));

        assertThat(report.markdown())
                .isEqualTo("## upload\n\n| ratio |\n| ----- |\n| 0.61  |\n\n- Nine rounds.\n");
    }
}
