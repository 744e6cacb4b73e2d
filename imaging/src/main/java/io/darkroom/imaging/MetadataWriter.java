package io.darkroom.imaging;

/**
 * Writes metadata into encoded files without touching a pixel: XMP into JPEG, PNG and WebP, and
 * IPTC IIM beside it into JPEG. What was there of either is replaced.
 */
public final class MetadataWriter {

    private MetadataWriter() {}

    /**
     * Gives the file with the metadata in it.
     *
     * @throws ImageException where the bytes are no usable picture
     * @throws IllegalArgumentException where the type takes no metadata here (TIFF, GIF, HEIC,
     *     AVIF), or it is more than one JPEG segment holds (about 65,000 bytes)
     */
    public static byte[] write(byte[] encoded, DescriptiveMetadata metadata) {
        ByteSource source = ByteSource.of(encoded);
        Layout layout = ImageProbe.layout(source, ImageLimits.DEFAULT);
        byte[] xmp = XmpWriter.write(metadata);
        return switch (layout.type()) {
            case JPEG -> JpegMetadata.replace(source, xmp, IptcWriter.write(metadata));
            case PNG -> PngMetadata.replace(source, xmp);
            case WEBP -> WebpMetadata.replace(source, layout, xmp);
            case TIFF, GIF, HEIC, AVIF ->
                    throw new IllegalArgumentException(
                            "Metadata is not written into " + layout.type());
        };
    }
}
