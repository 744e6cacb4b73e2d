package io.darkroom.storage;

import io.darkroom.contracts.ObjectRef;
import java.io.IOException;
import java.io.InputStream;

/** Reads no more than was agreed. */
final class Bounded {
    private Bounded() {}

    static byte[] read(InputStream content, ObjectRef ref, long maxBytes) throws IOException {
        int most = (int) Math.min(maxBytes, Integer.MAX_VALUE - 16);
        byte[] bytes = content.readNBytes(most);
        if (content.read() >= 0) {
            throw new ObjectTooLargeException(ref, maxBytes);
        }
        return bytes;
    }
}
