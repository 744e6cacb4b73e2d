package io.darkroom.imaging;

import java.awt.Rectangle;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/**
 * Inks as stored, by the JDK's readers, through the profile that says what they look like. OpenCV
 * gives colours without a profile, which is right only where there is none, and only of 8 bits.
 */
final class CmykReader {

    /** What lies on the heap at a time: four inks and three colours of so many pixels. */
    private static final int STRIP_PIXELS = 4 << 20;

    private final ByteSource source;
    private final Layout layout;
    private final @Nullable ColourProfile profile;
    private final CmykInks inks;

    CmykReader(ByteSource source, Layout layout, @Nullable ColourProfile profile) {
        this.source = source;
        this.layout = layout;
        this.profile = profile;
        this.inks = CmykInks.of(source, layout);
    }

    /** Whether this file is better not left to OpenCV. */
    static boolean isFor(Layout layout, Optional<ColourProfile> profile) {
        return layout.colours() == ColourModel.CMYK
                && (profile.isPresent() || layout.bitDepth() > 8)
                && fitsOnHeap(layout);
    }

    /** A TIFF may be one single strip, which the JDK reads whole. */
    private static boolean fitsOnHeap(Layout layout) {
        long bytes = 4L * layout.width() * layout.height() * Math.ceilDiv(layout.bitDepth(), 8);
        return layout.type() != ImageType.TIFF || bytes < Runtime.getRuntime().maxMemory() / 4;
    }

    /** BGR pixels as stored (not upright), or empty where the JDK cannot read this file. */
    Optional<Mat> read() {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(layout.type().name());
        if (!readers.hasNext()) {
            return Optional.empty();
        }
        ImageReader reader = readers.next();
        try (SourceStream stream = new SourceStream(source)) {
            reader.setInput(stream, false, true);
            Mat pixels = new Mat(layout.height(), layout.width(), PixelTypes.BGR);
            int rows = Math.max(1, STRIP_PIXELS / layout.width());
            for (int row = 0; row < layout.height(); row += rows) {
                strip(reader, pixels, row, Math.min(rows, layout.height() - row));
            }
            return Optional.of(pixels);
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        } finally {
            reader.dispose();
        }
    }

    private void strip(ImageReader reader, Mat pixels, int row, int rows) throws IOException {
        ImageReadParam region = reader.getDefaultReadParam();
        region.setSourceRegion(new Rectangle(0, row, layout.width(), rows));
        Raster raster =
                reader.canReadRaster()
                        ? reader.readRaster(0, region)
                        : reader.read(0, region).getRaster();
        byte[] samples = inks.interleaved(raster);
        byte[] rgb = colours(samples);
        write(rgb, pixels, row, rows);
    }

    /** Without a profile: what each ink leaves of the light. */
    private byte[] colours(byte[] samples) {
        if (profile != null) {
            return profile.convert(samples, samples.length / 4);
        }
        byte[] rgb = new byte[samples.length / 4 * 3];
        for (int i = 0; i < rgb.length; i++) {
            int ink = samples[i / 3 * 4 + i % 3] & 0xff;
            int black = samples[i / 3 * 4 + 3] & 0xff;
            rgb[i] = (byte) ((255 - ink) * (255 - black) / 255);
        }
        return rgb;
    }

    private void write(byte[] rgb, Mat pixels, int row, int rows) {
        try (PointerScope _ = new PointerScope()) {
            Mat strip = new Mat(rows, layout.width(), PixelTypes.BGR);
            strip.data().put(rgb, 0, rgb.length);
            opencv_imgproc.cvtColor(
                    strip, pixels.rowRange(row, row + rows), opencv_imgproc.COLOR_RGB2BGR);
        }
    }
}
