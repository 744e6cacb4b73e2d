package io.darkroom.ingest.intake;

import io.darkroom.contracts.ObjectRef;
import io.darkroom.ingest.upload.FileName;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an object, on the local disk.
 *
 * @param eTag of these very bytes, without quotes; absent where the store has none
 */
public record SpooledObject(ObjectRef ref, SpooledFile file, @Nullable String eTag)
        implements AutoCloseable {
    public Path path() {
        return file.path();
    }

    /** As the object's key ends, cleaned. */
    public @Nullable String fileName() {
        return FileName.clean(ref.key());
    }

    /** The object as provenance names it. */
    public String reference() {
        return reference(ref);
    }

    /** An object as provenance names it. */
    public static String reference(ObjectRef ref) {
        return "s3://" + ref.bucket() + "/" + ref.key();
    }

    @Override
    public void close() {
        file.close();
    }
}
