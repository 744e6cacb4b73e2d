package io.darkroom.transform.outpaint;

import static org.bytedeco.opencv.global.opencv_imgproc.ADAPTIVE_THRESH_MEAN_C;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_BINARY;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_BINARY_INV;
import static org.bytedeco.opencv.global.opencv_imgproc.adaptiveThreshold;
import static org.bytedeco.opencv.global.opencv_imgproc.connectedComponentsWithStats;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import io.darkroom.contracts.Box;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Finds lines of writing without a model: pieces of one lightness on an even ground, of alike
 * height, thickness and lightness, side by side (after B. Epshtein, E. Ofek, Y. Wexler, Detecting
 * Text in Natural Scenes with Stroke Width Transform, CVPR 2010).
 */
final class TextFinder {
    private static final int LONG_SIDE = 1200;
    private static final int BLOCK = 41;
    private static final int STEP = 14;
    private static final int LEAST_HEIGHT = 7;
    private static final double MOST_HEIGHT = 0.3;
    private static final int LEAST_LETTERS = 4;

    /** So many are no accident, even where some have tails. */
    private static final int SURELY_LETTERS = 6;

    private static final double CONTRAST = 32;
    private static final double EVEN_INK = 34;
    private static final double EVEN_GROUND = 18;

    /** Between two letters, in heights: a space is wider than what lies between letters. */
    private static final double MOST_GAP = 1.6;

    /** A piece that may be a letter; thickness is that of its strokes. */
    private record Letter(int x, int y, int width, int height, double lightness, double thickness) {
        int right() {
            return x + width;
        }

        boolean beside(Letter next) {
            double taller = Math.max(height, next.height);
            int gap = next.x - right();
            return gap > -taller * 0.2
                    && gap < taller * MOST_GAP
                    && taller < Math.min(height, next.height) * 1.7
                    && Math.abs(y + height - next.y - next.height) < taller * 0.35
                    && Math.abs(lightness - next.lightness) < 26
                    && Math.max(thickness, next.thickness)
                            < 2.6 * Math.min(thickness, next.thickness);
        }
    }

    private final Raster raster;
    private final int[] grey;
    private final Kept kept;
    private final double scale;

    private TextFinder(Raster raster, Mat grey, Kept kept, double scale) {
        this.raster = raster;
        this.kept = kept;
        this.scale = scale;
        byte[] bytes = new byte[raster.width() * raster.height()];
        grey.data().get(bytes);
        this.grey = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            this.grey[i] = bytes[i] & 0xff;
        }
    }

    /** Boxes of the lines that lie in what was made, in pixels of the picture. */
    static List<Box> find(Raster picture, Kept kept) {
        double scale =
                Math.min(1, (double) LONG_SIDE / Math.max(picture.width(), picture.height()));
        Raster small =
                scale == 1
                        ? picture
                        : picture.resized(
                                Math.max(1, (int) (picture.width() * scale)),
                                Math.max(1, (int) (picture.height() * scale)));
        try (var _ = new PointerScope()) {
            var grey = new Mat();
            cvtColor(small.toMat(), grey, COLOR_BGR2GRAY);
            var finder = new TextFinder(small, grey, kept, scale);
            var boxes = new ArrayList<Box>();
            for (int polarity : new int[] {THRESH_BINARY_INV, THRESH_BINARY}) {
                boxes.addAll(finder.lines(finder.letters(grey, polarity)));
            }
            return boxes;
        }
    }

    private List<Letter> letters(Mat light, int polarity) {
        var pieces = new Mat();
        double step = polarity == THRESH_BINARY_INV ? STEP : -STEP;
        adaptiveThreshold(light, pieces, 255, ADAPTIVE_THRESH_MEAN_C, polarity, BLOCK, step);
        var labels = new Mat();
        var stats = new Mat();
        int count = connectedComponentsWithStats(pieces, labels, stats, new Mat());
        int[] label = new int[grey.length];
        new IntPointer(labels.data()).get(label);
        int[] numbers = new int[count * 5];
        new IntPointer(stats.data()).get(numbers);
        var letters = new ArrayList<Letter>();
        for (int i = 1; i < count; i++) {
            letter(label, i, numbers).ifPresent(letters::add);
        }
        return letters;
    }

    private java.util.Optional<Letter> letter(int[] label, int id, int[] numbers) {
        int x = numbers[id * 5];
        int y = numbers[id * 5 + 1];
        int w = numbers[id * 5 + 2];
        int h = numbers[id * 5 + 3];
        int area = numbers[id * 5 + 4];
        double fill = (double) area / w / h;
        boolean shaped =
                h >= LEAST_HEIGHT
                        && h < raster.height() * MOST_HEIGHT
                        && w < h * 2.2
                        && w > h * 0.08
                        && fill > 0.18;
        if (!shaped || keptAt(x + w / 2, y + h / 2)) {
            return java.util.Optional.empty();
        }
        int border = 0;
        var ink = new Spread();
        var ground = new Spread();
        for (int v = Math.max(0, y - 2); v < Math.min(raster.height(), y + h + 2); v++) {
            for (int u = Math.max(0, x - 2); u < Math.min(raster.width(), x + w + 2); u++) {
                int at = v * raster.width() + u;
                if (label[at] == id) {
                    border += bordering(label, at, u, v, id) ? 1 : 0;
                }
                if (label[at] == id && inner(label, at, u, v, id)) {
                    ink.add(grey[at]);
                } else if (label[at] == 0 && !touches(label, at, u, v, id)) {
                    ground.add(grey[at]);
                }
            }
        }
        boolean printed =
                ink.count > 3
                        && ground.count > 3
                        && Math.abs(ink.mean() - ground.mean()) > CONTRAST
                        && ink.deviation() < EVEN_INK
                        && ground.deviation() < EVEN_GROUND;
        return printed
                ? java.util.Optional.of(new Letter(x, y, w, h, ink.mean(), 2.0 * area / border))
                : java.util.Optional.empty();
    }

    private boolean keptAt(int x, int y) {
        return kept.at((int) (x / scale), (int) (y / scale));
    }

    private boolean inner(int[] label, int at, int x, int y, int id) {
        return x > 0
                && x + 1 < raster.width()
                && (label[at - 1] == id || label[at + 1] == id)
                && y > 0
                && y + 1 < raster.height();
    }

    private boolean bordering(int[] label, int at, int x, int y, int id) {
        return x == 0
                || y == 0
                || x + 1 == raster.width()
                || y + 1 == raster.height()
                || label[at - 1] != id
                || label[at + 1] != id
                || label[at - raster.width()] != id
                || label[at + raster.width()] != id;
    }

    private boolean touches(int[] label, int at, int x, int y, int id) {
        return (x > 0 && label[at - 1] == id)
                || (x + 1 < raster.width() && label[at + 1] == id)
                || (y > 0 && label[at - raster.width()] == id)
                || (y + 1 < raster.height() && label[at + raster.width()] == id);
    }

    private List<Box> lines(List<Letter> letters) {
        var left = new ArrayList<>(letters);
        left.sort(java.util.Comparator.comparingInt(Letter::x));
        var boxes = new ArrayList<Box>();
        while (!left.isEmpty()) {
            var line = new ArrayList<Letter>();
            line.add(left.removeFirst());
            for (int i = 0; i < left.size(); ) {
                if (line.getLast().beside(left.get(i))) {
                    line.add(left.remove(i));
                } else {
                    i++;
                }
            }
            if (line.size() >= SURELY_LETTERS || (line.size() >= LEAST_LETTERS && level(line))) {
                boxes.add(around(line));
            }
        }
        return boxes;
    }

    /** Whether all stand on one line, as blades of grass do not. */
    private static boolean level(List<Letter> line) {
        var bottoms =
                line.stream().mapToInt(letter -> letter.y + letter.height).summaryStatistics();
        int tallest = line.stream().mapToInt(Letter::height).max().orElse(0);
        return bottoms.getMax() - bottoms.getMin() < tallest * 0.2;
    }

    private Box around(List<Letter> line) {
        int top = line.stream().mapToInt(Letter::y).min().orElse(0);
        int bottom = line.stream().mapToInt(letter -> letter.y + letter.height).max().orElse(1);
        int x = (int) (line.getFirst().x / scale);
        int y = (int) (top / scale);
        return new Box(
                x,
                y,
                Math.max(1, (int) (line.getLast().right() / scale) - x),
                Math.max(1, (int) (bottom / scale) - y));
    }

    private static final class Spread {
        private int count;
        private double sum;
        private double squares;

        void add(int value) {
            count++;
            sum += value;
            squares += (double) value * value;
        }

        double mean() {
            return sum / count;
        }

        double deviation() {
            return Math.sqrt(Math.max(0, squares / count - mean() * mean()));
        }
    }
}
