package io.darkroom.benchmarks.pixels;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imread;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imwrite;
import static org.bytedeco.opencv.global.opencv_imgproc.FONT_HERSHEY_SIMPLEX;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_AA;
import static org.bytedeco.opencv.global.opencv_imgproc.putText;
import static org.bytedeco.opencv.global.opencv_imgproc.rectangle;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.jspecify.annotations.Nullable;

/** Pictures in rows, to be looked at: a page, and the same as one PNG. */
final class ContactSheet {
    private static final int GAP = 6;
    private static final int LINE = 15;

    /** Letters of the PNG's font in a line, for each pixel of a cell. */
    private static final double LETTERS = 0.125;

    /**
     * A box drawn over a picture, in its pixels.
     *
     * @param colour of CSS, {@code #rrggbb}
     */
    record Outline(int x, int y, int width, int height, String colour) {}

    /**
     * @param file below the sheet's folder; null where there is no picture but only words
     * @param lines below the picture
     */
    record Cell(@Nullable String file, List<String> lines, List<Outline> outlines) {
        Cell {
            lines = List.copyOf(lines);
            outlines = List.copyOf(outlines);
        }

        static Cell picture(String file, String words) {
            return new Cell(file, List.of(words), List.of());
        }
    }

    /** Of as many cells as the others. */
    record Row(String name, List<Cell> cells) {}

    private final Path folder;
    private final int side;

    /**
     * @param folder in which sheet and pictures lie
     * @param side most width and height of a picture, in pixels
     */
    ContactSheet(Path folder, int side) {
        this.folder = folder;
        this.side = side;
    }

    /** Writes {@code <name>.html} and {@code <name>.png}; at least one row. */
    void write(String name, List<Row> rows) throws IOException {
        int lines = rows.stream().mapToInt(ContactSheet::lines).max().orElse(0);
        int height = side + GAP + lines * LINE;
        int width = side + GAP;
        int columns = rows.getFirst().cells().size();
        var page = new StringBuilder("<!doctype html><meta charset=utf-8><title>");
        page.append(name).append("</title>\n<style>td{vertical-align:top;font:12px sans-serif}");
        page.append("svg{max-width:").append(side).append("px;max-height:");
        page.append(side).append("px;display:block}</style><table>\n");
        try (PointerScope _ = new PointerScope()) {
            var white = new Scalar(255, 255, 255, 0);
            var sheet = new Mat(rows.size() * height, columns * width, opencv_core.CV_8UC3, white);
            for (int r = 0; r < rows.size(); r++) {
                page.append("<tr><td>").append(escaped(rows.get(r).name()));
                for (int c = 0; c < columns; c++) {
                    Cell cell = rows.get(r).cells().get(c);
                    page.append("<td>").append(draw(cell, sheet, c * width, r * height));
                }
                page.append('\n');
            }
            imwrite(folder.resolve(name + ".png").toString(), sheet);
        }
        Files.writeString(folder.resolve(name + ".html"), page);
    }

    private static int lines(Row row) {
        return row.cells().stream().mapToInt(cell -> cell.lines().size()).max().orElse(0);
    }

    /** Into the PNG; gives the same as HTML. */
    private String draw(Cell cell, Mat sheet, int x, int y) {
        String words =
                cell.lines().stream()
                        .map(ContactSheet::escaped)
                        .collect(Collectors.joining("<br>"));
        for (int i = 0; i < cell.lines().size(); i++) {
            write(sheet, cell.lines().get(i), x, y + side + GAP + LINE * i + LINE / 2);
        }
        if (cell.file() == null) {
            return words;
        }
        Mat picture = imread(folder.resolve(cell.file()).toString(), IMREAD_COLOR);
        double scale = (double) side / Math.max(picture.cols(), picture.rows());
        var small = new Mat();
        resize(picture, small, new Size(), scale, scale, INTER_AREA);
        for (Outline box : cell.outlines()) {
            rectangle(small, scaled(box, scale), bgr(box.colour()));
        }
        small.copyTo(new Mat(sheet, new Rect(x, y, small.cols(), small.rows())));
        return svg(cell, picture.cols(), picture.rows()) + words;
    }

    private void write(Mat sheet, String text, int x, int y) {
        int most = (int) (side * LETTERS);
        String shown = text.length() > most ? text.substring(0, most) : text;
        var black = new Scalar(0, 0, 0, 0);
        putText(
                sheet,
                shown,
                new Point(x, y),
                FONT_HERSHEY_SIMPLEX,
                0.42,
                black,
                1,
                LINE_AA,
                false);
    }

    private static Rect scaled(Outline box, double scale) {
        return new Rect(
                (int) (box.x() * scale),
                (int) (box.y() * scale),
                (int) (box.width() * scale),
                (int) (box.height() * scale));
    }

    private static Scalar bgr(String colour) {
        int rgb = Integer.parseInt(colour.substring(1), 16);
        return new Scalar(rgb & 0xff, rgb >> 8 & 0xff, rgb >> 16, 0);
    }

    private static String svg(Cell cell, int width, int height) {
        String boxes =
                cell.outlines().stream()
                        .map(box ->
                                String.format(
                                        Locale.ROOT,
                                        "<rect x='%d' y='%d' width='%d' height='%d' fill='none'"
                                                + " stroke='%s' stroke-width='%d'/>",
                                        box.x(),
                                        box.y(),
                                        box.width(),
                                        box.height(),
                                        box.colour(),
                                        Math.max(1, width / 400)))
                        .collect(Collectors.joining());
        return "<a href='%s'><svg viewBox='0 0 %d %d' width='%d'><image href='%s' width='%d' height='%d'/>%s</svg></a>"
                .formatted(cell.file(), width, height, width, cell.file(), width, height, boxes);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
