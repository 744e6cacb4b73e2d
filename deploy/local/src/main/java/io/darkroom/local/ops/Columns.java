package io.darkroom.local.ops;

import java.util.ArrayList;
import java.util.List;

/** A table for people: columns as wide as what is in them, numbers to the right. */
final class Columns {
    private final List<String> head;
    private final List<List<String>> rows = new ArrayList<>();

    Columns(String... head) {
        this.head = List.of(head);
    }

    Columns row(Object... cells) {
        var row = new ArrayList<String>();
        for (Object cell : cells) {
            // Whatever comes from outside must not steer the terminal.
            row.add(String.valueOf(cell).replaceAll("\\p{Cntrl}", " "));
        }
        rows.add(row);
        return this;
    }

    @Override
    public String toString() {
        var text = new StringBuilder(line(head));
        rows.forEach(row -> text.append('\n').append(line(row)));
        return text.toString();
    }

    private String line(List<String> cells) {
        var line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            int width = width(i);
            String format = isNumeric(i) ? "%" + width + "s" : "%-" + width + "s";
            line.append(i == 0 ? "" : "  ").append(format.formatted(cells.get(i)));
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        int widest = head.get(column).length();
        for (var row : rows) {
            widest = Math.max(widest, row.get(column).length());
        }
        return Math.max(1, widest);
    }

    private boolean isNumeric(int column) {
        return !rows.isEmpty()
                && rows.stream().allMatch(row -> row.get(column).matches("-|[0-9.,]+[a-z%]{0,2}"));
    }
}
