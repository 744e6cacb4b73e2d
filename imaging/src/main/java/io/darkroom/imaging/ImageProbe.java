package io.darkroom.imaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Says what a file is and whether its structure holds to the end, without decoding a pixel and
 * without reading more than a small window into memory.
 *
 * <p>Damage inside compressed data is not seen here; it shows when the picture is decoded.
 */
public final class ImageProbe {

    private ImageProbe() {}

    /**
     * Probes a file.
     *
     * @throws ImageException where the file cannot be used; the subtype says why
     * @throws UncheckedIOException where the file cannot be read
     */
    public static ImageInfo probe(Path file, ImageLimits limits) {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            return probe(channel, limits);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Probes a channel from its first byte on, whatever its position; the position is changed, and
     * the channel stays open.
     *
     * @throws ImageException where the file cannot be used; the subtype says why
     * @throws UncheckedIOException where the channel cannot be read
     */
    public static ImageInfo probe(SeekableByteChannel channel, ImageLimits limits) {
        try {
            return probe(ByteSource.of(channel), limits);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Probes bytes in memory.
     *
     * @throws ImageException where the bytes cannot be used; the subtype says why
     */
    public static ImageInfo probe(byte[] bytes, ImageLimits limits) {
        return probe(ByteSource.of(bytes), limits);
    }

    private static ImageInfo probe(ByteSource source, ImageLimits limits) {
        return info(source, layout(source, limits), limits);
    }

    static ImageInfo info(ByteSource source, Layout layout, ImageLimits limits) {
        return layout.info(ExifReader.orientation(source, layout, limits));
    }

    private static Layout heif(ByteSource source, ImageLimits limits, ImageType type) {
        if (VipsPictures.installed().isEmpty()) {
            throw ImageException.UnsupportedType.withoutLibvips(type);
        }
        return new HeifProbe(source, limits, type).layout();
    }

    static Layout layout(ByteSource source, ImageLimits limits) {
        return switch (TypeSniffer.sniff(source)) {
            case JPEG -> new JpegProbe(source, limits).layout();
            case PNG -> new PngProbe(source, limits).layout();
            case WEBP -> new WebpProbe(source, limits).layout();
            case GIF -> new GifProbe(source, limits).layout();
            case TIFF -> new TiffProbe(source, limits).layout();
            case HEIC -> heif(source, limits, ImageType.HEIC);
            case AVIF -> heif(source, limits, ImageType.AVIF);
        };
    }
}
