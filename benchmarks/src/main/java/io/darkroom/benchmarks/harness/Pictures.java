package io.darkroom.benchmarks.harness;

import io.darkroom.imaging.ImageException;
import io.darkroom.imaging.ImageLimits;
import io.darkroom.imaging.ImageProbe;
import io.darkroom.imaging.ImageType;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;

/** JPEGs of about 12 megapixels: photographs where there are some, else a drawn one. */
public final class Pictures {
    private static final long WANTED = 12_000_000;
    private static final long LEAST = 10_000_000;
    private static final long MOST = 15_000_000;
    private static final int DRAWN_WIDTH = 4000;
    private static final int DRAWN_HEIGHT = 3000;
    private static final int SMALL_WIDTH = 640;
    private static final int SMALL_HEIGHT = 480;

    private Pictures() {}

    /**
     * The photographs of a folder between 10 and 15 megapixels, the nearest to 12 first; one drawn
     * picture where the folder is absent or holds none.
     */
    public static List<SamplePicture> twelveMegapixels(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of(drawn());
        }
        try (var files = Files.list(folder)) {
            var found =
                    files.sorted()
                            .flatMap(file -> photograph(file).stream())
                            .sorted(
                                    Comparator.comparingLong(
                                            each -> Math.abs(each.pixels() - WANTED)))
                            .toList();
            return found.isEmpty() ? List.of(drawn()) : found;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read the folder " + folder, e);
        }
    }

    private static Optional<SamplePicture> photograph(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            var info = ImageProbe.probe(file, ImageLimits.DEFAULT);
            boolean fits =
                    info.type() == ImageType.JPEG
                            && info.pixels() >= LEAST
                            && info.pixels() <= MOST;
            return fits
                    ? Optional.of(
                            new SamplePicture(
                                    String.valueOf(file.getFileName()),
                                    info.pixels(),
                                    Files.readAllBytes(file)))
                    : Optional.empty();
        } catch (ImageException _) {
            // The folder may hold other files, such as notes on where the pictures come from.
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + file, e);
        }
    }

    /**
     * Shapes over a gradient with a camera's noise: it compresses and decodes about as a photograph
     * does.
     */
    static SamplePicture drawn() {
        return drawn(DRAWN_WIDTH, DRAWN_HEIGHT);
    }

    /** A drawn one of 0.3 megapixels, for what is not about pixels. */
    public static SamplePicture small() {
        return drawn(SMALL_WIDTH, SMALL_HEIGHT);
    }

    private static SamplePicture drawn(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var random = new Random(12);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int noise = random.nextInt(40);
                int red = 60 + 120 * x / width + noise;
                int green = 90 + 100 * y / height + noise;
                image.setRGB(x, y, red << 16 | green << 8 | 110 + noise);
            }
        }
        var graphics = image.createGraphics();
        for (int i = 0; i < 60; i++) {
            graphics.setColor(new Color(random.nextInt(1 << 24)));
            graphics.fillOval(
                    random.nextInt(width), random.nextInt(height), 90 + 9 * i, 60 + 6 * i);
        }
        graphics.dispose();
        return new SamplePicture("drawn", (long) width * height, jpeg(image));
    }

    private static byte[] jpeg(BufferedImage image) {
        var bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, "jpeg", bytes)) {
                throw new IllegalStateException("The JDK has no JPEG writer");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
