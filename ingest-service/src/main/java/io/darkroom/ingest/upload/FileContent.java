package io.darkroom.ingest.upload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of an upload: on the local disk, or in memory where they are few. */
public sealed interface FileContent {
    /** How many. */
    long bytes() throws IOException;

    /** A file; whoever put it there removes it. */
    static FileContent of(Path file) {
        return new OnDisk(file);
    }

    /** In a file. */
    record OnDisk(Path file) implements FileContent {
        @Override
        public long bytes() throws IOException {
            return Files.size(file);
        }
    }

    /** In memory; never written to. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record InMemory(byte[] content) implements FileContent {
        @Override
        public long bytes() {
            return content.length;
        }
    }
}
