package io.darkroom.local.demo;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/** Pictures that the project draws itself, so that a demo needs nobody's photographs. */
public final class SamplePictures {
    private record Sample(
            String name, int width, int height, String outpaint, Consumer<Graphics2D> scene) {}

    private static final List<Sample> SAMPLES =
            List.of(
                    new Sample(
                            "sunset-over-hills.jpg",
                            1800,
                            1200,
                            "",
                            pen -> Scenes.sunset(pen, 1800, 1200)),
                    new Sample(
                            "mug-on-a-table.jpg",
                            1200,
                            1200,
                            "continue the plain wall and the wooden table; no other objects",
                            pen -> Scenes.mug(pen, 1200, 1200)),
                    new Sample(
                            "portrait.jpg",
                            1200,
                            1600,
                            "",
                            pen -> Scenes.portrait(pen, 1200, 1600)),
                    new Sample(
                            "city-at-night.png",
                            1600,
                            1000,
                            "",
                            pen -> Scenes.night(pen, 1600, 1000)),
                    new Sample(
                            "flower-bed.jpg",
                            1400,
                            1400,
                            "",
                            pen -> Scenes.flowers(pen, 1400, 1400)));

    private SamplePictures() {}

    /**
     * Draws them into a directory.
     *
     * @param outpaint an instruction for all; where empty, one picture brings its own
     */
    public static List<Picture> draw(Path directory, String outpaint) {
        return SAMPLES.stream()
                .map(sample ->
                        new Picture(
                                write(directory, sample),
                                outpaint.isEmpty() ? sample.outpaint() : outpaint))
                .toList();
    }

    private static Path write(Path directory, Sample sample) {
        var image = new BufferedImage(sample.width(), sample.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        sample.scene().accept(pen);
        pen.dispose();
        Path file = directory.resolve(sample.name());
        try {
            Files.createDirectories(directory);
            String format = sample.name().endsWith(".png") ? "png" : "jpeg";
            ImageIO.write(image, format, file.toFile());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not draw " + file, e);
        }
    }
}
