package io.darkroom.imaging;

/**
 * What a file may ask of this machine, checked on what the file says of itself and before a pixel
 * is decoded.
 *
 * @param maxPixels width times height of one frame
 * @param maxFrames frames of an animation or pages of a TIFF
 * @param maxSide longest side in pixels
 * @param maxBlockBytes bytes of one embedded block (colour profile, EXIF, XMP) after unpacking;
 *     larger ones are passed over, never read
 */
public record ImageLimits(long maxPixels, int maxFrames, int maxSide, int maxBlockBytes) {

    /** 100 megapixels, 500 frames, 65,535 pixels a side, 4 MiB a block. */
    public static final ImageLimits DEFAULT = new ImageLimits(100_000_000, 500);

    public ImageLimits {
        requirePositive("maxPixels", maxPixels);
        requirePositive("maxFrames", maxFrames);
        requirePositive("maxSide", maxSide);
        requirePositive("maxBlockBytes", maxBlockBytes);
    }

    public ImageLimits(long maxPixels, int maxFrames) {
        this(maxPixels, maxFrames, 65_535, 4 * 1024 * 1024);
    }

    /** Refuses sides of zero and pictures over the limits; {@code at} is where the size stands. */
    void requireSize(long width, long height, long at) {
        if (width <= 0 || height <= 0) {
            throw new ImageException.Corrupt(
                    "The picture says that it is %d by %d pixels (byte %d); a picture needs at least one."
                            .formatted(width, height, at));
        }
        if (width > maxSide || height > maxSide || width * height > maxPixels) {
            throw new ImageException.TooLarge(
                    "The picture is %d by %d pixels; at most %d pixels and %d on a side are taken. Make it smaller."
                            .formatted(width, height, maxPixels, maxSide));
        }
    }

    void requireFrames(long frames) {
        if (frames > maxFrames) {
            throw new ImageException.TooLarge(
                    "The file holds more than %d frames or pages. Send fewer, or the first alone."
                            .formatted(maxFrames));
        }
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive, not " + value);
        }
    }
}
