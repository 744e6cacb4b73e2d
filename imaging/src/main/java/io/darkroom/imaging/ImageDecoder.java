package io.darkroom.imaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Bytes to upright 8-bit sRGB pixels. The file is probed to its end and held against the limits
 * before a pixel is decoded.
 *
 * <p>Of an animation or a file of several pages, the first is decoded. Damage within compressed
 * data that the decoder can step over (a JPEG's flipped or missing bits; what is missing turns
 * grey) gives a picture with a damaged part, as in every viewer; what it cannot step over is {@link
 * ImageException.Corrupt}.
 */
public final class ImageDecoder {

    /** Ask for no reduction. */
    private static final int FULL = 0;

    private ImageDecoder() {}

    /**
     * Decodes in full size.
     *
     * @throws ImageException where the bytes cannot be used
     */
    public static Picture decode(byte[] bytes, ImageLimits limits) {
        return decode(bytes, limits, FULL);
    }

    /**
     * Decodes a JPEG at a half, a quarter or an eighth where its short side stays at or above the
     * one asked for; other types, and JPEGs that are smaller, come in full size.
     *
     * @param shortSide least length in pixels of the picture's short side; 0 for full size
     * @throws ImageException where the bytes cannot be used
     */
    public static Picture decode(byte[] bytes, ImageLimits limits, int shortSide) {
        NativeImaging.load();
        try (PointerScope _ = new PointerScope()) {
            return decode(ByteSource.of(bytes), new BytePointer(bytes), limits, _ -> shortSide)
                    .picture();
        }
    }

    /**
     * What was decoded, and what the file says of the whole.
     *
     * @param picture to be closed by whoever asked
     * @param info of the file, in full size
     */
    public record Decoded(Picture picture, ImageInfo info) {}

    /**
     * As {@link #decode(byte[], ImageLimits, int)}, for whom the short side depends on the file:
     * its structure is checked once for both.
     *
     * @param shortSide least length in pixels of the picture's short side; 0 for full size
     * @throws ImageException where the bytes cannot be used
     */
    public static Decoded decode(
            byte[] bytes, ImageLimits limits, ToIntFunction<ImageInfo> shortSide) {
        NativeImaging.load();
        try (PointerScope _ = new PointerScope()) {
            return decode(ByteSource.of(bytes), new BytePointer(bytes), limits, shortSide);
        }
    }

    /**
     * Decodes a file through a memory map, so that its bytes never lie on the heap. The file must
     * not be cut while this runs.
     *
     * @param shortSide as in {@link #decode(byte[], ImageLimits, int)}
     * @throws ImageException where the file cannot be used
     * @throws UncheckedIOException where it cannot be read
     */
    public static Picture decode(Path file, ImageLimits limits, int shortSide) {
        NativeImaging.load();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                Arena arena = Arena.ofConfined();
                PointerScope _ = new PointerScope()) {
            ByteSource source = ByteSource.of(channel);
            if (source.size() == 0) {
                throw new ImageException.Empty();
            }
            var map = channel.map(FileChannel.MapMode.READ_ONLY, 0, source.size(), arena);
            return decode(source, new BytePointer(map.asByteBuffer()), limits, _ -> shortSide)
                    .picture();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Decoded decode(
            ByteSource source,
            BytePointer bytes,
            ImageLimits limits,
            ToIntFunction<ImageInfo> shortSide) {
        Layout layout = ImageProbe.layout(source, limits);
        ImageInfo info = ImageProbe.info(source, layout, limits);
        Optional<ColourProfile> profile = ColourProfile.of(source, layout, limits);
        if (CmykReader.isFor(layout, profile)) {
            Optional<Mat> inks = new CmykReader(source, layout, profile.orElse(null)).read();
            if (inks.isPresent()) {
                return new Decoded(
                        Picture.of(Orientation.upright(inks.get(), info.orientation())), info);
            }
        }
        Mat raw = PixelReader.read(bytes, source.size(), info, shortSide.applyAsInt(info));
        Mat pixels = EightBit.bgr(raw, info);
        profile.ifPresent(found -> SrgbColours.convert(pixels, found));
        return new Decoded(
                Picture.of(Orientation.upright(pixels, PixelReader.orientationLeft(info))), info);
    }
}
