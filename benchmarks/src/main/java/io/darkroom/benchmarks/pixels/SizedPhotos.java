package io.darkroom.benchmarks.pixels;

import io.darkroom.imaging.Encoding;
import io.darkroom.imaging.ImageDecoder;
import io.darkroom.imaging.ImageEncoder;
import io.darkroom.imaging.ImageLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The photographs, each brought to the same number of pixels. */
public final class SizedPhotos {
    private SizedPhotos() {}

    /**
     * Every photograph as an upright JPEG of quality 92; made once, and kept.
     *
     * @param folder below which they are kept
     */
    public static List<Path> of(Path photos, Path folder, double megapixels) throws IOException {
        String size = megapixels + "mp";
        Path sized = Files.createDirectories(folder.resolve(size.replace(".0mp", "mp")));
        var made = new ArrayList<Path>();
        try (var files = Files.list(photos)) {
            for (Path photo :
                    files.filter(each -> each.toString().matches(".*\\.(jpg|png)"))
                            .sorted()
                            .toList()) {
                Path file = sized.resolve(name(photo) + ".jpg");
                if (!Files.exists(file)) {
                    Files.write(file, sized(photo, megapixels));
                }
                made.add(file);
            }
        }
        return made;
    }

    /** A file's name without its ending: the photograph's, whatever it was brought to. */
    static String name(Path file) {
        return String.valueOf(file.getFileName()).replaceAll("\\.\\w+$", "");
    }

    private static byte[] sized(Path photo, double megapixels) {
        try (var whole = ImageDecoder.decode(photo, ImageLimits.DEFAULT, 0)) {
            double scale = Math.sqrt(megapixels * 1e6 / ((double) whole.width() * whole.height()));
            try (var sized =
                    whole.resized(
                            (int) Math.round(whole.width() * scale),
                            (int) Math.round(whole.height() * scale))) {
                return ImageEncoder.encode(sized, Encoding.jpeg(92));
            }
        }
    }
}
