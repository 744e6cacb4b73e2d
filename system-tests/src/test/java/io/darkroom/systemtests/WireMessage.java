package io.darkroom.systemtests;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A protobuf message in its wire format; only fields that hold bytes, text or messages are kept.
 */
final class WireMessage {
    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int LENGTH = 2;
    private static final int FOUR_BYTES = 5;

    private final byte[] bytes;

    WireMessage(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /** The contents of a field, as often as it is there. */
    List<byte[]> messages(int field) {
        var found = new ArrayList<byte[]>();
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            long tag = varint(in);
            switch ((int) (tag & 7)) {
                case VARINT -> varint(in);
                case EIGHT_BYTES -> in.getLong();
                case FOUR_BYTES -> in.getInt();
                case LENGTH -> {
                    byte[] content = new byte[(int) varint(in)];
                    in.get(content);
                    if (tag >>> 3 == field) {
                        found.add(content);
                    }
                }
                default -> throw new IllegalArgumentException("No wire type: " + (tag & 7));
            }
        }
        return found;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
