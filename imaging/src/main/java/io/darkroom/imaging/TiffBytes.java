package io.darkroom.imaging;

/**
 * A TIFF structure within a file: offsets count from its own first byte, and nothing outside it is
 * read.
 */
final class TiffBytes {

    private final ByteSource source;
    private final long base;
    private final long length;
    private final boolean bigEndian;

    private TiffBytes(ByteSource source, long base, long length, boolean bigEndian) {
        this.source = source;
        this.base = base;
        this.length = length;
        this.bigEndian = bigEndian;
    }

    /**
     * Opens the structure at this place.
     *
     * @throws ImageException.Corrupt where no byte order mark stands there
     */
    static TiffBytes open(ByteSource source, long base, long length) {
        boolean bigEndian = source.matches(base, "MM\0*");
        if (!bigEndian && !source.matches(base, "II*\0")) {
            throw new ImageException.Corrupt(
                    "No byte order mark at byte %d. Save the picture again and send that."
                            .formatted(base));
        }
        return new TiffBytes(source, base, length, bigEndian);
    }

    int u8(long at) {
        requireWithin(at, 1);
        return source.u8(base + at);
    }

    int u16(long at) {
        requireWithin(at, 2);
        return bigEndian ? source.u16be(base + at) : source.u16le(base + at);
    }

    long u32(long at) {
        requireWithin(at, 4);
        return bigEndian ? source.u32be(base + at) : source.u32le(base + at);
    }

    byte[] slice(long at, int count) {
        requireWithin(at, count);
        return source.slice(base + at, count);
    }

    void requireWithin(long at, long count) {
        if (at < 0 || count < 0 || at > length || count > length - at) {
            throw new ImageException.Truncated(
                    "The file ends at byte %d, before the picture does. Send it again, whole."
                            .formatted(base + length));
        }
    }
}
