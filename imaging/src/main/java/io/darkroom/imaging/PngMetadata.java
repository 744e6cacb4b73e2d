package io.darkroom.imaging;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Puts XMP into a PNG as an international text right behind the header. */
final class PngMetadata {

    private static final int HEADER_END = 33;
    private static final String KEYWORD = "XML:com.adobe.xmp\0";

    private PngMetadata() {}

    /** The structure was probed: every chunk is whole. */
    static byte[] replace(ByteSource source, byte[] xmp) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(source.slice(0, HEADER_END));
        chunk(out, xmp);
        long at = HEADER_END;
        while (at < source.size()) {
            long length =
                    source.matches(at + 4, "IEND") ? source.size() - at : 12 + source.u32be(at);
            if (!source.matches(at + 4, "iTXt" + KEYWORD)) {
                out.writeBytes(source.slice(at, (int) length));
            }
            at += length;
        }
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, byte[] xmp) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        // Not packed, no language, no translated keyword.
        body.writeBytes(("iTXt" + KEYWORD + "\0\0\0\0").getBytes(StandardCharsets.ISO_8859_1));
        body.writeBytes(xmp);
        CRC32 crc = new CRC32();
        crc.update(body.toByteArray());
        out.writeBytes(BigEndian.u32(body.size() - 4L));
        out.writeBytes(body.toByteArray());
        out.writeBytes(BigEndian.u32(crc.getValue()));
    }
}
