package io.darkroom.imaging;

/** Holds that all that a HEIF file's items point at lies within the file (box iloc). */
final class HeifLocations {
    private static final int IN_FILE = 0;

    private final ByteSource source;
    private long at;
    private long end;

    HeifLocations(ByteSource source) {
        this.source = source;
    }

    void check(HeifBox iloc) {
        int version = source.u8(iloc.data());
        int sizes = source.u16be(iloc.data() + 4);
        at = iloc.data() + 6;
        end = iloc.end();
        long items = number(version < 2 ? 2 : 4);
        for (long item = 0; item < items; item++) {
            number(version < 2 ? 2 : 4);
            int method = version > 0 ? (int) number(2) & 0xf : IN_FILE;
            number(2);
            long base = number(sizes >> 4 & 0xf);
            extents(version, sizes, method, base);
        }
    }

    private void extents(int version, int sizes, int method, long base) {
        long count = number(2);
        for (long i = 0; i < count; i++) {
            if (version > 0) {
                number(sizes & 0xf);
            }
            long offset = number(sizes >> 12 & 0xf);
            long length = number(sizes >> 8 & 0xf);
            if (method == IN_FILE) {
                if (base < 0 || offset < 0 || length < 0) {
                    throw HeifProbe.corrupt("points at data that no file can hold", at);
                }
                source.requireWithin(base + offset, length);
            }
        }
    }

    private long number(int bytes) {
        if (bytes > end - at) {
            throw HeifProbe.corrupt("has a table of places that is cut short", at);
        }
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = value << 8 | source.u8(at + i);
        }
        at += bytes;
        return value;
    }
}
