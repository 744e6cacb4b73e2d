package io.darkroom.imaging;

/**
 * What a file says of itself, read without decoding a pixel.
 *
 * @param type found by content
 * @param width of the upright picture (orientation applied), in pixels
 * @param height of the upright picture, in pixels
 * @param rawWidth as stored, before orientation
 * @param rawHeight as stored, before orientation
 * @param orientation 1 to 8 as in EXIF; 1 where the file says nothing
 * @param frames of an animation, or pages of a TIFF; at least 1
 * @param bitDepth bits of one sample as stored (of the palette index where indexed)
 * @param alpha whether pixels may be transparent
 * @param colours how colours are stored
 * @param colourProfile whether an ICC profile is embedded
 */
public record ImageInfo(
        ImageType type,
        int width,
        int height,
        int rawWidth,
        int rawHeight,
        int orientation,
        int frames,
        int bitDepth,
        boolean alpha,
        ColourModel colours,
        boolean colourProfile) {

    public ImageInfo {
        if (orientation < 1 || orientation > 8) {
            throw new IllegalArgumentException("orientation must be 1 to 8, not " + orientation);
        }
    }

    /** Width times height. */
    public long pixels() {
        return (long) width * height;
    }

    /** The content type that the bytes deserve, whatever the sender called them. */
    public String contentType() {
        return type.contentType();
    }
}
