package io.darkroom.imaging;

import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * A made-up press and what comes from it: only black prints, and lightness falls with its amount.
 */
final class CmykProfile {

    private static final int TABLE = 128 + 4 + 12 * 4;

    private CmykProfile() {}

    /** An ICC profile of version 2 with one table of 8 bits (lut8Type) from four inks to Lab. */
    static byte[] blackOnly() {
        int lut = 48 + 4 * 256 + 16 * 3 + 3 * 256;
        byte[] white = xyz(0.9642, 1, 0.8249);
        byte[] text = Splice.join(Splice.ascii("text\0\0\0\0made by a test\0"), new byte[1]);
        byte[] description = description();
        int lutAt = TABLE;
        int whiteAt = lutAt + lut;
        int textAt = whiteAt + white.length;
        int descriptionAt = textAt + text.length;
        int size = descriptionAt + description.length;
        ByteBuffer file = ByteBuffer.allocate(size);
        file.putInt(size).putInt(0).putInt(0x02400000).put(Splice.ascii("prtrCMYKLab "));
        file.put(36, Splice.ascii("acsp")).put(68, white, 8, 12);
        file.position(128);
        file.putInt(4);
        tag(file, "A2B0", lutAt, lut);
        tag(file, "wtpt", whiteAt, white.length);
        tag(file, "cprt", textAt, text.length);
        tag(file, "desc", descriptionAt, description.length);
        file.put(lutAt, lut(lut)).put(whiteAt, white).put(textAt, text);
        return file.put(descriptionAt, description).array();
    }

    private static void tag(ByteBuffer file, String name, int at, int length) {
        file.put(Splice.ascii(name)).putInt(at).putInt(length);
    }

    private static byte[] xyz(double x, double y, double z) {
        ByteBuffer tag = ByteBuffer.allocate(20).put(Splice.ascii("XYZ \0\0\0\0"));
        return tag.putInt(fixed(x)).putInt(fixed(y)).putInt(fixed(z)).array();
    }

    private static int fixed(double value) {
        return (int) Math.round(value * 65536);
    }

    private static byte[] description() {
        byte[] name = Splice.ascii("Black only\0");
        return Splice.join(
                Splice.ascii("desc\0\0\0\0"),
                ByteBuffer.allocate(4).putInt(name.length).array(),
                name,
                new byte[8 + 3 + 67 + 2]);
    }

    private static byte[] lut(int length) {
        ByteBuffer lut = ByteBuffer.allocate(length).put(Splice.ascii("mft1\0\0\0\0"));
        lut.put(new byte[] {4, 3, 2, 0});
        for (int i = 0; i < 9; i++) {
            lut.putInt(i % 4 == 0 ? 65536 : 0);
        }
        ramps(lut, 4);
        for (int node = 0; node < 16; node++) {
            lut.put((byte) (node % 2 == 0 ? 255 : 0)).put((byte) 128).put((byte) 128);
        }
        ramps(lut, 3);
        return lut.array();
    }

    private static void ramps(ByteBuffer lut, int count) {
        for (int i = 0; i < count * 256; i++) {
            lut.put((byte) i);
        }
    }

    /** A JPEG of one mix of inks, stored inverted as Adobe does, with a profile. */
    static byte[] adobeJpeg(int width, int height, int c, int m, int y, int k, byte[] profile) {
        WritableRaster raster = Raster.createInterleavedRaster(0, width, height, 4, null);
        int[] inks = {255 - c, 255 - m, 255 - y, 255 - k};
        for (int i = 0; i < width * height; i++) {
            raster.setPixel(i % width, i / width, inks);
        }
        byte[] jpeg = write(raster);
        byte[] adobe = Splice.join(Splice.ascii("Adobe\0"), new byte[] {100, 0, 0, 0, 0, 0});
        jpeg = Splice.jpegSegment(jpeg, 0xee, adobe);
        return Splice.jpegSegment(
                jpeg, 0xe2, Splice.join(Splice.ascii("ICC_PROFILE\0\1\1"), profile));
    }

    private static byte[] write(Raster raster) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(new IIOImage(raster, null, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
