package io.darkroom.imaging;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Puts XMP (APP1) and IPTC (APP13) into a JPEG behind JFIF and EXIF, in place of what was there.
 */
final class JpegMetadata {

    private static final byte[] XMP =
            "http://ns.adobe.com/xap/1.0/\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] PHOTOSHOP = "Photoshop 3.0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int MAX_SEGMENT = 65_533;

    private JpegMetadata() {}

    /** The structure was probed: every segment up to the first scan is whole. */
    static byte[] replace(ByteSource source, byte[] xmp, byte[] iptc) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long at = 2;
        out.writeBytes(source.slice(0, 2));
        while (isFirst(source, at)) {
            at = copy(source, at, out);
        }
        segment(out, 0xe1, XMP, xmp);
        segment(out, 0xed, PHOTOSHOP, iptc);
        while (source.u8(at) == 0xff && source.u8(at + 1) >= 0xe0 && source.u8(at + 1) <= 0xef) {
            at = isReplaced(source, at) ? end(source, at) : copy(source, at, out);
        }
        out.writeBytes(source.slice(at, (int) (source.size() - at)));
        return out.toByteArray();
    }

    /** JFIF and EXIF both want to be first. */
    private static boolean isFirst(ByteSource source, long at) {
        return source.u8(at) == 0xff
                && (source.u8(at + 1) == 0xe0
                        || (source.u8(at + 1) == 0xe1 && source.matches(at + 4, "Exif\0")));
    }

    private static boolean isReplaced(ByteSource source, long at) {
        return source.matches(at + 4, "http://ns.adobe.com/xap/1.0/\0")
                || source.matches(at + 4, "http://ns.adobe.com/xmp/extension/\0")
                || source.matches(at + 4, "Photoshop 3.0\0");
    }

    private static long copy(ByteSource source, long at, ByteArrayOutputStream out) {
        long end = end(source, at);
        out.writeBytes(source.slice(at, (int) (end - at)));
        return end;
    }

    private static long end(ByteSource source, long at) {
        return at + 2 + source.u16be(at + 2);
    }

    private static void segment(ByteArrayOutputStream out, int marker, byte[] head, byte[] data) {
        int length = head.length + data.length;
        if (length > MAX_SEGMENT) {
            throw new IllegalArgumentException(
                    "The metadata has %d bytes; a JPEG segment holds %d"
                            .formatted(length, MAX_SEGMENT));
        }
        out.write(0xff);
        out.write(marker);
        out.writeBytes(BigEndian.u16(length + 2));
        out.writeBytes(head);
        out.writeBytes(data);
    }
}
