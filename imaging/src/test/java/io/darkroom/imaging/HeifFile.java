package io.darkroom.imaging;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes the boxes of a HEIF still picture; what would be its coded pixels is a few zeros. */
final class HeifFile {
    private final String brand;
    private final ByteArrayOutputStream properties = new ByteArrayOutputStream();
    private final ByteArrayOutputStream links = new ByteArrayOutputStream();
    private int count;
    private long dataOffset = -1;

    HeifFile(String brand, int width, int height) {
        this.brand = brand;
        property("ispe", ints(0, width, height));
    }

    /** Adds a property that the primary item has. */
    HeifFile property(String type, byte[] content) {
        properties.writeBytes(box(type, content));
        links.write(++count);
        return this;
    }

    /** Adds a property that only some other item has. */
    HeifFile othersProperty(String type, byte[] content) {
        properties.writeBytes(box(type, content));
        count++;
        return this;
    }

    /** Points at data beyond the end. */
    HeifFile dataAt(long offset) {
        dataOffset = offset;
        return this;
    }

    byte[] build() {
        byte[] start = box("ftyp", join(latin(brand), ints(0), latin("mif1"), latin(brand)));
        int metaLength = meta(0).length;
        long data = dataOffset >= 0 ? dataOffset : start.length + metaLength + 8L;
        return join(start, meta((int) data), box("mdat", new byte[16]));
    }

    private byte[] meta(int data) {
        byte[] handler = box("hdlr", join(ints(0, 0), latin("pict"), new byte[13]));
        byte[] primary = box("pitm", join(ints(0), new byte[] {0, 1}));
        byte[] places =
                box(
                        "iloc",
                        join(
                                ints(0),
                                new byte[] {0x44, 0, 0, 1, 0, 1, 0, 0, 0, 1},
                                ints(data, 16)));
        byte[] associations =
                box(
                        "ipma",
                        join(
                                ints(0, 1),
                                new byte[] {0, 1, (byte) links.size()},
                                links.toByteArray()));
        byte[] iprp = box("iprp", join(box("ipco", properties.toByteArray()), associations));
        return box("meta", join(ints(0), handler, primary, places, iprp));
    }

    static byte[] box(String type, byte[] content) {
        return join(ints(8 + content.length), latin(type), content);
    }

    static byte[] ints(int... values) {
        var buffer = ByteBuffer.allocate(4 * values.length);
        for (int value : values) {
            buffer.putInt(value);
        }
        return buffer.array();
    }

    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] join(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
