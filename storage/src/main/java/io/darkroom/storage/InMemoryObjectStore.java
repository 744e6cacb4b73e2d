package io.darkroom.storage;

import io.darkroom.contracts.ObjectRef;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Objects in memory, gone with the process: for tests and trials. Safe for many threads. */
public final class InMemoryObjectStore implements ObjectStore {
    private final Map<ObjectRef, Held> objects = new ConcurrentHashMap<>();
    private final Set<String> buckets = ConcurrentHashMap.newKeySet();

    @Override
    public void put(ObjectRef ref, byte[] content, String contentType) {
        requireBucket(ref.bucket());
        objects.put(ref, new Held(content.clone(), contentType, md5(content), Instant.now()));
    }

    @Override
    public void put(ObjectRef ref, Path file, String contentType) {
        try {
            put(ref, Files.readAllBytes(file), contentType);
        } catch (IOException e) {
            throw new ObjectStoreException("The file " + file + " could not be read", e);
        }
    }

    @Override
    public void copy(ObjectRef from, ObjectRef to) {
        Held held = held(from);
        put(to, held.content, held.contentType);
    }

    @Override
    public byte[] get(ObjectRef ref, long maxBytes) {
        Held held = held(ref);
        if (held.content.length > maxBytes) {
            throw new ObjectTooLargeException(ref, maxBytes);
        }
        return held.content.clone();
    }

    @Override
    public InputStream open(ObjectRef ref) {
        return new ByteArrayInputStream(held(ref).content);
    }

    /** There is one version of each object. */
    @Override
    public Opened open(ObjectRef ref, @Nullable String version) {
        Held held = held(ref);
        return new Opened(new ByteArrayInputStream(held.content), held.content.length, held.eTag);
    }

    @Override
    public Optional<Stat> stat(ObjectRef ref) {
        return Optional.ofNullable(objects.get(ref))
                .map(held -> new Stat(held.content.length, held.contentType, held.eTag));
    }

    @Override
    public void delete(ObjectRef ref) {
        requireBucket(ref.bucket());
        objects.remove(ref);
    }

    @Override
    public Stream<Entry> list(String bucket, String prefix) {
        requireBucket(bucket);
        return objects.entrySet().stream()
                .filter(object ->
                        object.getKey().bucket().equals(bucket)
                                && object.getKey().key().startsWith(prefix))
                .sorted(Comparator.comparing(object -> object.getKey().key()))
                .map(object ->
                        new Entry(
                                object.getKey(),
                                object.getValue().content.length,
                                object.getValue().lastModified,
                                object.getValue().eTag));
    }

    @Override
    public List<Entry> list(String bucket, String prefix, @Nullable String after, int most) {
        try (var entries = list(bucket, prefix)) {
            return entries.filter(entry -> after == null || entry.ref().key().compareTo(after) > 0)
                    .limit(most)
                    .toList();
        }
    }

    /** A link that says what was asked; nothing serves it. */
    @Override
    public URI presignGet(ObjectRef ref, Duration lifetime, @Nullable String downloadName) {
        Links.requireLifetime(lifetime);
        try {
            String query = "lifetime=" + lifetime.toSeconds();
            return new URI("memory", ref.bucket(), "/" + ref.key(), query, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("No link can name " + ref, e);
        }
    }

    @Override
    public void ensureBucket(String bucket) {
        buckets.add(bucket);
    }

    private Held held(ObjectRef ref) {
        requireBucket(ref.bucket());
        Held held = objects.get(ref);
        if (held == null) {
            throw new ObjectMissingException(ref);
        }
        return held;
    }

    private void requireBucket(String bucket) {
        if (!buckets.contains(bucket)) {
            throw new ObjectStoreRefusedException(
                    "The object store has no bucket " + bucket + ": NoSuchBucket", null);
        }
    }

    private static String md5(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5", e);
        }
    }

    /** Compared by identity only: an object replaces another, it never equals it. */
    private static final class Held {
        final byte[] content;
        final String contentType;
        final String eTag;
        final Instant lastModified;

        Held(byte[] content, String contentType, String eTag, Instant lastModified) {
            this.content = content;
            this.contentType = contentType;
            this.eTag = eTag;
            this.lastModified = lastModified;
        }
    }
}
