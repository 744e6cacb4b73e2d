package io.darkroom.benchmarks.report;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What one benchmark found.
 *
 * @param title one line
 * @param tables the figures, ratios first
 * @param notes what a reader must know to read them
 */
public record Report(String title, List<Table> tables, List<String> notes) {

    public Report {
        tables = List.copyOf(tables);
        notes = List.copyOf(notes);
    }

    /** A section of a Markdown page. */
    public String markdown() {
        var parts = tables.stream().map(Table::markdown).collect(Collectors.joining("\n"));
        var said = notes.stream().map(note -> "- " + note + "\n").collect(Collectors.joining());
        return "## " + title + "\n\n" + parts + (said.isEmpty() ? "" : "\n" + said);
    }
}
