package io.darkroom.imaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * Reads EXIF, XMP and IPTC IIM. Blocks that are broken or too large count as absent: metadata never
 * makes a picture unusable.
 */
public final class MetadataReader {

    private static final int MAKE = 271;
    private static final int MODEL = 272;
    private static final int DATE_TIME = 306;
    private static final int EXIF_DIRECTORY = 34665;
    private static final int DATE_TIME_ORIGINAL = 36867;
    private static final int MAX_TEXT = 1024;

    private static final DateTimeFormatter EXIF_TIME =
            DateTimeFormatter.ofPattern("yyyy:MM:dd HH:mm:ss");

    private MetadataReader() {}

    /**
     * Reads the metadata of a picture in memory.
     *
     * @throws ImageException where the bytes are no usable picture
     */
    public static ImageMetadata read(byte[] bytes, ImageLimits limits) {
        return read(ByteSource.of(bytes), limits);
    }

    /**
     * Reads the metadata of a file without loading it.
     *
     * @throws ImageException where it is no usable picture
     * @throws UncheckedIOException where it cannot be read
     */
    public static ImageMetadata read(Path file, ImageLimits limits) {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            return read(ByteSource.of(channel), limits);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ImageMetadata read(ByteSource source, ImageLimits limits) {
        Layout layout = ImageProbe.layout(source, limits);
        DescriptiveMetadata xmp =
                BlockReader.joined(source, layout, Block.Kind.XMP, limits)
                        .map(XmpReader::read)
                        .orElse(DescriptiveMetadata.NONE);
        IptcFields iptc = IptcReader.read(source, layout, limits);
        Exif exif = exif(source, layout, limits);
        return new ImageMetadata(exif.takenAt(), exif.make(), exif.model(), filledUp(xmp, iptc));
    }

    private static DescriptiveMetadata filledUp(DescriptiveMetadata xmp, IptcFields iptc) {
        DescriptiveMetadata all = xmp;
        if (xmp.keywords().isEmpty()) {
            all = all.withKeywords(iptc.keywords());
        }
        if (xmp.descriptions().isEmpty() && iptc.caption().isPresent()) {
            all =
                    all.withDescriptions(
                            Map.of(DescriptiveMetadata.DEFAULT_LANGUAGE, iptc.caption().get()));
        }
        if (xmp.headline() == null && iptc.headline().isPresent()) {
            all = all.withHeadline(iptc.headline().get());
        }
        return all;
    }

    private record Exif(
            Optional<LocalDateTime> takenAt, Optional<String> make, Optional<String> model) {

        static final Exif NONE = new Exif(Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Exif exif(ByteSource source, Layout layout, ImageLimits limits) {
        try {
            return ExifReader.open(source, layout, limits)
                    .map(MetadataReader::exif)
                    .orElse(Exif.NONE);
        } catch (ImageException e) {
            return Exif.NONE;
        }
    }

    private static Exif exif(TiffBytes bytes) {
        Ifd first = ExifReader.first(bytes);
        return new Exif(
                taken(bytes, first), first.text(MAKE, MAX_TEXT), first.text(MODEL, MAX_TEXT));
    }

    private static Optional<LocalDateTime> taken(TiffBytes bytes, Ifd first) {
        Optional<String> changed = first.text(DATE_TIME, MAX_TEXT);
        if (!first.has(EXIF_DIRECTORY)) {
            return changed.flatMap(MetadataReader::time);
        }
        return Ifd.read(bytes, first.number(EXIF_DIRECTORY, 0))
                .text(DATE_TIME_ORIGINAL, MAX_TEXT)
                .or(() -> changed)
                .flatMap(MetadataReader::time);
    }

    private static Optional<LocalDateTime> time(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, EXIF_TIME));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
