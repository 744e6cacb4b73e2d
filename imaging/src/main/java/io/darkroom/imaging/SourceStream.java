package io.darkroom.imaging;

import javax.imageio.stream.ImageInputStreamImpl;

/** A byte source as the JDK's image readers want it. */
final class SourceStream extends ImageInputStreamImpl {

    private final ByteSource source;

    SourceStream(ByteSource source) {
        this.source = source;
    }

    @Override
    public int read() {
        bitOffset = 0;
        return streamPos < source.size() ? source.u8(streamPos++) : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        bitOffset = 0;
        int count = (int) Math.min(length, source.size() - streamPos);
        if (count <= 0) {
            return length == 0 ? 0 : -1;
        }
        System.arraycopy(source.slice(streamPos, count), 0, bytes, offset, count);
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        return source.size();
    }
}
