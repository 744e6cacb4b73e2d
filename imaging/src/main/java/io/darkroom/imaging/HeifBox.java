package io.darkroom.imaging;

/**
 * One box of an ISO base media file.
 *
 * @param type four characters
 * @param data first byte of its content
 * @param end the byte after its last
 */
record HeifBox(String type, long data, long end) {

    /** Where a box says nothing of its length, it reaches to the end of the file. */
    private static final long TO_THE_END = 0;

    /** Where it says this, its length stands in 64 bits. */
    private static final long LONG = 1;

    static HeifBox read(ByteSource source, long at, long limit) {
        source.requireWithin(at, 8);
        long length = source.u32be(at);
        String type = source.latin1(at + 4, 4);
        long head = 8;
        if (length == LONG) {
            source.requireWithin(at, 16);
            length = source.u32be(at + 8) << 32 | source.u32be(at + 12);
            head = 16;
        } else if (length == TO_THE_END) {
            length = limit - at;
        }
        if (length < head) {
            throw HeifProbe.corrupt("holds a box of an impossible length", at);
        }
        if (length > limit - at) {
            if (limit == source.size()) {
                // The outermost boxes end where the file does, or it was cut.
                source.requireWithin(at, length);
            }
            throw HeifProbe.corrupt("holds a box that reaches beyond the one around it", at);
        }
        return new HeifBox(type, at + head, at + length);
    }

    long length() {
        return end - data;
    }
}
