package io.darkroom.storage;

import io.darkroom.contracts.ObjectRef;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where originals and variants lie. Every method blocks and every method may throw {@link
 * ObjectStoreException}, which says whether trying again can help.
 */
public interface ObjectStore {

    /** Stores bytes, in place of what was there. */
    void put(ObjectRef ref, byte[] content, String contentType);

    /**
     * Stores bytes for readers who ask the store itself, in place of what was there.
     *
     * @param cacheControl the header Cache-Control that the store answers with; a store that serves
     *     nobody keeps none
     */
    default void put(ObjectRef ref, byte[] content, String contentType, String cacheControl) {
        put(ref, content, contentType);
    }

    /** Stores a file's bytes, in place of what was there, without holding them in memory. */
    void put(ObjectRef ref, Path file, String contentType);

    /**
     * Stores the bytes of one object as another, in place of what was there. They do not pass
     * through here.
     *
     * @throws ObjectMissingException if there is no object to copy
     */
    void copy(ObjectRef from, ObjectRef to);

    /**
     * The object's bytes.
     *
     * @param maxBytes the most that will be read
     * @throws ObjectTooLargeException if there are more
     * @throws ObjectMissingException if there is no such object
     */
    byte[] get(ObjectRef ref, long maxBytes);

    /**
     * The object's bytes, if it is there. Cheaper than {@link #get} where mostly nothing is: what
     * is missing is told without a description of the error, which costs more than the answer.
     *
     * @param maxBytes the most that will be read
     * @throws ObjectTooLargeException if there are more
     */
    default Optional<byte[]> find(ObjectRef ref, long maxBytes) {
        if (stat(ref).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(get(ref, maxBytes));
        } catch (ObjectMissingException _) {
            return Optional.empty();
        }
    }

    /**
     * The object's bytes as a stream, which the caller closes.
     *
     * @throws ObjectMissingException if there is no such object
     */
    InputStream open(ObjectRef ref);

    /**
     * The object with what the store says of these very bytes, which the caller closes.
     *
     * @param version one of the versions of a versioned bucket; the latest where absent
     * @throws ObjectMissingException if there is no such object
     */
    Opened open(ObjectRef ref, @Nullable String version);

    /** What the store knows of the object, if it is there. */
    Optional<Stat> stat(ObjectRef ref);

    /** Removes the object; nothing happens where there is none. */
    void delete(ObjectRef ref);

    /**
     * The objects under a prefix, read page by page while the stream is read. The caller closes the
     * stream.
     */
    Stream<Entry> list(String bucket, String prefix);

    /**
     * The objects under a prefix whose keys come after another one, in the store's order of keys.
     *
     * @param after a key, whose object need not be there; from the first one where absent
     * @param most how many at most; where fewer come, there are no more
     */
    List<Entry> list(String bucket, String prefix, @Nullable String after, int most);

    /**
     * A link that lets its holder read the object.
     *
     * @param lifetime how long the link works, at most seven days
     * @param downloadName what a browser calls the file, where it is to be saved rather than shown
     */
    URI presignGet(ObjectRef ref, Duration lifetime, @Nullable String downloadName);

    /** Makes the bucket, private, unless it is there. */
    void ensureBucket(String bucket);

    /** What a store knows of an object. */
    record Stat(long bytes, @Nullable String contentType, @Nullable String eTag) {}

    /**
     * An object that is being read.
     *
     * @param bytes how many the store says there are; negative where it does not say
     * @param eTag without quotes
     */
    record Opened(InputStream content, long bytes, @Nullable String eTag) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            content.close();
        }
    }

    /**
     * An object in a listing.
     *
     * @param eTag without quotes
     */
    record Entry(ObjectRef ref, long bytes, Instant lastModified, @Nullable String eTag) {}
}
