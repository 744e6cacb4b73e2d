package io.darkroom.storage;

import io.darkroom.contracts.ObjectRef;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Reads no more than was agreed. */
final class Bounded {
    private Bounded() {}

    /**
     * Reads a stream whose length its sender declared into one array of that length: growing an
     * array would need the memory of a large original twice.
     *
     * @param declared the length in bytes, negative where the sender declared none
     * @throws EOFException if the stream ends before it
     * @throws ObjectTooLargeException if there is more than {@code maxBytes}
     */
    static byte[] read(InputStream content, ObjectRef ref, long declared, long maxBytes)
            throws IOException {
        long most = Math.min(maxBytes, Integer.MAX_VALUE - 16);
        if (declared > most) {
            throw new ObjectTooLargeException(ref, maxBytes);
        }
        byte[] bytes =
                declared < 0 ? content.readNBytes((int) most) : exactly(content, (int) declared);
        if (content.read() >= 0) {
            throw new ObjectTooLargeException(ref, maxBytes);
        }
        return bytes;
    }

    private static byte[] exactly(InputStream content, int length) throws IOException {
        byte[] bytes = new byte[length];
        int read = content.readNBytes(bytes, 0, length);
        if (read < length) {
            throw new EOFException("Only " + read + " of " + length + " bytes came");
        }
        return bytes;
    }
}
