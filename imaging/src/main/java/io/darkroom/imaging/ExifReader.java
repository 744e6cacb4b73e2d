package io.darkroom.imaging;

import java.util.Optional;

/**
 * Reads the first EXIF directory. Broken EXIF never spoils a picture that is otherwise whole: it
 * counts as absent.
 */
final class ExifReader {

    private static final int ORIENTATION = 274;

    private ExifReader() {}

    static int orientation(ByteSource source, Layout layout, ImageLimits limits) {
        try {
            int orientation =
                    open(source, layout, limits)
                            .map(bytes -> (int) first(bytes).number(ORIENTATION, 1))
                            .orElse(1);
            return orientation >= 1 && orientation <= 8 ? orientation : 1;
        } catch (ImageException e) {
            return 1;
        }
    }

    static Optional<TiffBytes> open(ByteSource source, Layout layout, ImageLimits limits) {
        return layout.blocks(Block.Kind.EXIF).stream()
                .filter(block ->
                        layout.type() == ImageType.TIFF || block.length() <= limits.maxBlockBytes())
                .findFirst()
                .map(block -> TiffBytes.open(source, block.offset(), block.length()));
    }

    static Ifd first(TiffBytes bytes) {
        return Ifd.read(bytes, bytes.u32(4));
    }
}
