package io.darkroom.benchmarks.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table of Markdown, aligned so that a terminal shows it well too: the first column to the left,
 * the others, which hold figures, to the right.
 *
 * @param rows each as long as the columns
 */
public record Table(List<String> columns, List<List<String>> rows) {

    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (var row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "A row has %d cells, the table %d columns: %s"
                                .formatted(row.size(), columns.size(), row));
            }
        }
    }

    /** The table as Markdown, each line ended. */
    public String markdown() {
        var lines = new ArrayList<List<String>>();
        lines.add(columns.stream().map(Table::cell).toList());
        rows.forEach(row -> lines.add(row.stream().map(Table::cell).toList()));
        var widths = IntStream.range(0, columns.size()).map(i -> width(lines, i)).boxed().toList();
        var text = new StringBuilder();
        text.append(line(lines.getFirst(), widths)).append(rule(widths));
        lines.stream().skip(1).forEach(row -> text.append(line(row, widths)));
        return text.toString();
    }

    /** A bar would end the cell, a line break the table. */
    private static String cell(String text) {
        return text.replace("|", "\\|").replaceAll("\\R", " ");
    }

    private static int width(List<List<String>> lines, int column) {
        return Math.max(
                3, Collections.max(lines.stream().map(line -> line.get(column).length()).toList()));
    }

    private static String line(List<String> cells, List<Integer> widths) {
        return IntStream.range(0, cells.size())
                .mapToObj(i -> padded(cells.get(i), widths.get(i), i == 0))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String padded(String cell, int width, boolean left) {
        String space = " ".repeat(width - cell.length());
        return left ? cell + space : space + cell;
    }

    private static String rule(List<Integer> widths) {
        return IntStream.range(0, widths.size())
                .mapToObj(i ->
                        i == 0 ? "-".repeat(widths.get(i)) : "-".repeat(widths.get(i) - 1) + ":")
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
