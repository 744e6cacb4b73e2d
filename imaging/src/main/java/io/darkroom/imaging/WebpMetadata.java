package io.darkroom.imaging;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Puts XMP into a WebP, in the extended form that it needs. */
final class WebpMetadata {

    private static final int FIRST_CHUNK = 12;
    private static final int XMP_FLAG = 0x04;
    private static final int ALPHA_FLAG = 0x10;

    private WebpMetadata() {}

    /** The structure was probed: every chunk is whole. */
    static byte[] replace(ByteSource source, Layout layout, byte[] xmp) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        boolean extended = source.matches(FIRST_CHUNK, "VP8X");
        chunk(body, "VP8X", extended ? flagged(source) : header(layout));
        long end = 8 + source.u32le(4);
        long at = FIRST_CHUNK;
        while (at + 8 <= end) {
            long length = source.u32le(at + 4);
            if (!source.matches(at, "VP8X") && !source.matches(at, "XMP ")) {
                chunk(body, source.latin1(at, 4), source.slice(at + 8, (int) length));
            }
            at += 8 + length + (length & 1);
        }
        chunk(body, "XMP ", xmp);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(ascii("RIFF"));
        file.writeBytes(u32(body.size() + 4));
        file.writeBytes(ascii("WEBP"));
        file.writeBytes(body.toByteArray());
        return file.toByteArray();
    }

    private static byte[] flagged(ByteSource source) {
        byte[] header = source.slice(FIRST_CHUNK + 8L, 10);
        header[0] |= XMP_FLAG;
        return header;
    }

    private static byte[] header(Layout layout) {
        byte[] header = new byte[10];
        header[0] = (byte) (XMP_FLAG | (layout.alpha() ? ALPHA_FLAG : 0));
        System.arraycopy(u32(layout.width() - 1), 0, header, 4, 3);
        System.arraycopy(u32(layout.height() - 1), 0, header, 7, 3);
        return header;
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
        out.writeBytes(ascii(type));
        out.writeBytes(u32(data.length));
        out.writeBytes(data);
        if (data.length % 2 == 1) {
            out.write(0);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] u32(int value) {
        return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
    }
}
