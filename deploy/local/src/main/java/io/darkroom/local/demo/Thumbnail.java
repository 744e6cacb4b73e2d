package io.darkroom.local.demo;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import javax.imageio.ImageIO;

/** Small upright copies of pictures, as {@code data:} URIs for a page without other files. */
final class Thumbnail {
    private Thumbnail() {}

    /**
     * A copy whose longer side is at most so many pixels; nothing where the JDK cannot read the
     * format.
     */
    static Optional<String> dataUri(byte[] picture, int longest) {
        try (var input = ImageIO.createImageInputStream(new ByteArrayInputStream(picture))) {
            var readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            var reader = readers.next();
            try {
                reader.setInput(input);
                var settings = reader.getDefaultReadParam();
                int most = Math.max(reader.getWidth(0), reader.getHeight(0));
                int step = Math.max(1, most / (2 * longest));
                settings.setSourceSubsampling(step, step, 0, 0);
                BufferedImage small = shrink(reader.read(0, settings), longest);
                return Optional.of(encode(Orientation.apply(Orientation.of(picture), small)));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException _) {
            // The JDK's readers throw either for what they do not understand (CMYK, WebP).
            return Optional.empty();
        }
    }

    private static BufferedImage shrink(BufferedImage image, int longest) {
        double scale =
                Math.min(1, longest / (double) Math.max(image.getWidth(), image.getHeight()));
        int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
        var small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = small.createGraphics();
        pen.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.drawImage(image, 0, 0, width, height, Color.WHITE, null);
        pen.dispose();
        return small;
    }

    private static String encode(BufferedImage image) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", bytes);
        return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
