package io.darkroom.imaging;

import java.nio.ByteBuffer;

/** Numbers as JPEG and PNG write them. */
final class BigEndian {

    private BigEndian() {}

    static byte[] u16(int value) {
        return ByteBuffer.allocate(2).putShort((short) value).array();
    }

    static byte[] u32(long value) {
        return ByteBuffer.allocate(4).putInt((int) value).array();
    }
}
