package io.darkroom.ingest.upload;

import java.util.Arrays;

/**
 * Bytes to look for (Horspool 1980, "Practical fast searching in strings"): of content that has
 * nothing of them, only every so manieth byte is looked at as they are long.
 */
final class Needle {
    private final byte[] bytes;
    private final int[] skip = new int[256];

    Needle(byte[] bytes) {
        this.bytes = bytes.clone();
        Arrays.fill(skip, bytes.length);
        for (int i = 0; i < bytes.length - 1; i++) {
            skip[bytes[i] & 0xff] = bytes.length - 1 - i;
        }
    }

    int length() {
        return bytes.length;
    }

    /** Where they begin between two places, the second not among them; -1 where they do not. */
    int in(byte[] content, int from, int to) {
        int last = bytes.length - 1;
        for (int at = from; at + last < to; at += skip[content[at + last] & 0xff]) {
            if (Arrays.equals(content, at, at + bytes.length, bytes, 0, bytes.length)) {
                return at;
            }
        }
        return -1;
    }
}
