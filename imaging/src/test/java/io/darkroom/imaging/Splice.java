package io.darkroom.imaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Puts blocks into files that lack them, byte by byte. */
final class Splice {

    private Splice() {}

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] insert(byte[] bytes, int at, byte[] part) {
        return join(Arrays.copyOf(bytes, at), part, Arrays.copyOfRange(bytes, at, bytes.length));
    }

    /** An EXIF structure with an orientation and nothing else. */
    static byte[] exif(int orientation) {
        return ByteBuffer.allocate(26)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii("II*\0"))
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 274)
                .putShort((short) 3)
                .putInt(1)
                .putInt(orientation)
                .putInt(0)
                .array();
    }

    /** A segment right behind the JPEG's start marker. */
    static byte[] jpegSegment(byte[] jpeg, int marker, byte[] data) {
        byte[] head = {
            (byte) 0xff, (byte) marker, (byte) ((data.length + 2) >> 8), (byte) (data.length + 2)
        };
        return insert(jpeg, 2, join(head, data));
    }

    static byte[] jpegWithOrientation(byte[] jpeg, int orientation) {
        return jpegSegment(jpeg, 0xe1, join(ascii("Exif\0\0"), exif(orientation)));
    }

    static byte[] pngChunk(String type, byte[] data) {
        CRC32 crc = new CRC32();
        crc.update(ascii(type));
        crc.update(data);
        return ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(ascii(type))
                .put(data)
                .putInt((int) crc.getValue())
                .array();
    }

    /** A chunk right behind the PNG's header. */
    static byte[] pngWith(byte[] png, String type, byte[] data) {
        return insert(png, 33, pngChunk(type, data));
    }

    static byte[] riff(byte[]... chunks) {
        byte[] body = join(chunks);
        return join(ascii("RIFF"), little(body.length + 4), ascii("WEBP"), body);
    }

    static byte[] riffChunk(String type, byte[] data) {
        return join(ascii(type), little(data.length), data, new byte[data.length & 1]);
    }

    static byte[] little(int value) {
        return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
    }

    /** A still WebP in its extended form, with one more chunk behind the picture. */
    static byte[] webpWith(byte[] webp, int flag, String type, byte[] data) {
        ImageInfo info = ImageProbe.probe(webp, ImageLimits.DEFAULT);
        byte[] header = {(byte) flag, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        header[4] = (byte) (info.width() - 1);
        header[7] = (byte) (info.height() - 1);
        byte[] picture = Arrays.copyOfRange(webp, 12, webp.length);
        byte[] chunk = riffChunk(type, data);
        return type.equals("ICCP")
                ? riff(riffChunk("VP8X", header), chunk, picture)
                : riff(riffChunk("VP8X", header), picture, chunk);
    }

    /** An animation that shows the same still WebP so many times. */
    static byte[] animated(byte[] webp, int frames) {
        ImageInfo info = ImageProbe.probe(webp, ImageLimits.DEFAULT);
        byte[] header = {2, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        header[4] = (byte) (info.width() - 1);
        header[7] = (byte) (info.height() - 1);
        byte[] place = new byte[16];
        place[6] = header[4];
        place[9] = header[7];
        place[12] = 100;
        byte[] picture = Arrays.copyOfRange(webp, 12, webp.length);
        byte[][] chunks = new byte[frames + 2][];
        chunks[0] = riffChunk("VP8X", header);
        chunks[1] = riffChunk("ANIM", new byte[6]);
        Arrays.fill(chunks, 2, chunks.length, riffChunk("ANMF", join(place, picture)));
        return riff(chunks);
    }

    /** An EXIF structure of texts. */
    static byte[] exifWithText(Map<Integer, String> texts) {
        int values = 8 + 2 + 12 * texts.size() + 4;
        ByteBuffer exif = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
        exif.put(ascii("II*\0")).putInt(8).putShort((short) texts.size());
        for (var text : new TreeMap<>(texts).entrySet()) {
            byte[] value = ascii(text.getValue() + "\0");
            exif.putShort(text.getKey().shortValue()).putShort((short) 2).putInt(value.length);
            if (value.length <= 4) {
                exif.put(Arrays.copyOf(value, 4));
            } else {
                exif.putInt(values).put(values, value);
                values += value.length;
            }
        }
        return Arrays.copyOf(exif.array(), values);
    }

    static byte[] deflated(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
