package io.darkroom.ingest.intake.url;

import io.darkroom.ingest.intake.SpooledFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What lay at a URL.
 *
 * @param fileName as the URL's path ends, cleaned
 * @param reference the URL without what may be secret in it: its query, its fragment
 */
public record Fetched(SpooledFile file, @Nullable String fileName, String reference)
        implements AutoCloseable {
    public Path path() {
        return file.path();
    }

    @Override
    public void close() {
        file.close();
    }
}
