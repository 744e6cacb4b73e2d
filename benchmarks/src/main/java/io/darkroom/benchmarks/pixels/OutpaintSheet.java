package io.darkroom.benchmarks.pixels;

import io.darkroom.benchmarks.pixels.ContactSheet.Cell;
import io.darkroom.benchmarks.pixels.ContactSheet.Outline;
import io.darkroom.benchmarks.pixels.ContactSheet.Row;
import io.darkroom.contracts.Box;
import io.darkroom.contracts.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every photograph and what was made of it: the original's place outlined in white, what the guard
 * found in red.
 */
final class OutpaintSheet {
    private static final int SIDE = 480;
    private static final int LINE = 58;
    private static final String ORIGINAL = "#ffffff";
    private static final String FOUND = "#ff0000";

    private OutpaintSheet() {}

    /** Writes {@code outpaint.html} and {@code outpaint.png}; a row for each photograph. */
    static void write(Path folder, List<List<Outpainted>> rows) throws IOException {
        new ContactSheet(folder, SIDE)
                .write("outpaint", rows.stream().map(OutpaintSheet::row).toList());
    }

    private static Row row(List<Outpainted> results) {
        String name = results.getFirst().picture();
        Stream<Cell> original = Stream.of(Cell.picture("12mp/" + name + ".jpg", name));
        return new Row(
                name, Stream.concat(original, results.stream().map(OutpaintSheet::cell)).toList());
    }

    private static Cell cell(Outpainted result) {
        var lines = new ArrayList<>(wrapped(result.summary()));
        result.findings().stream().map(Finding::code).distinct().forEach(lines::add);
        var boxes =
                Stream.concat(
                        Stream.ofNullable(result.placement()).map(box -> outline(box, ORIGINAL)),
                        result.findings().stream()
                                .flatMap(found -> Stream.ofNullable(found.box()))
                                .map(box -> outline(box, FOUND)));
        return new Cell(result.file(), lines, boxes.toList());
    }

    private static Outline outline(Box box, String colour) {
        return new Outline(box.x(), box.y(), box.width(), box.height(), colour);
    }

    private static List<String> wrapped(String text) {
        var lines = new ArrayList<String>();
        String rest = text;
        while (rest.length() > LINE) {
            int cut = rest.lastIndexOf(' ', LINE);
            lines.add(rest.substring(0, cut < 1 ? LINE : cut));
            rest = rest.substring(cut < 1 ? LINE : cut).strip();
        }
        lines.add(rest);
        return lines;
    }
}
