package io.darkroom.storage;

import io.darkroom.contracts.ObjectRef;
import io.minio.BucketExistsArgs;
import io.minio.CopyObjectArgs;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.SourceObject;
import io.minio.StatObjectArgs;
import io.minio.UploadObjectArgs;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Any S3 API, through the MinIO SDK. Safe for many threads; one is enough for a service. */
public final class S3ObjectStore implements ObjectStore, AutoCloseable {
    private final S3Settings settings;
    private final OkHttpClient http;
    private final MinioClient client;
    private final MinioClient linkSigner;
    private final S3LinkPut link;

    /** Opens no connection yet: a store that is away shows at the first request. */
    public S3ObjectStore(S3Settings settings) {
        this.settings = settings;
        this.http = S3Http.client(settings);
        this.client = client(settings.endpoint());
        this.link = new S3LinkPut(client, http);
        URI links = settings.publicEndpoint();
        this.linkSigner = links == null ? client : client(links);
    }

    @Override
    public void put(ObjectRef ref, byte[] content, String contentType) {
        attempt(
                "store",
                ref,
                () -> {
                    link.put(ref, content, contentType);
                    return ref;
                });
    }

    @Override
    public void put(ObjectRef ref, byte[] content, String contentType, String cacheControl) {
        attempt(
                "store",
                ref,
                () ->
                        client.putObject(
                                PutObjectArgs.builder()
                                        .bucket(ref.bucket())
                                        .object(ref.key())
                                        .data(content, content.length)
                                        .contentType(contentType)
                                        .headers(Map.of("Cache-Control", cacheControl))
                                        .build()));
    }

    @Override
    public void put(ObjectRef ref, Path file, String contentType) {
        attempt(
                "store",
                ref,
                () -> {
                    if (S3LinkPut.fits(file)) {
                        link.put(ref, file, contentType);
                    } else {
                        client.uploadObject(
                                UploadObjectArgs.builder()
                                        .bucket(ref.bucket())
                                        .object(ref.key())
                                        .filename(file.toString())
                                        .contentType(contentType)
                                        .build());
                    }
                    return ref;
                });
    }

    @Override
    public void copy(ObjectRef from, ObjectRef to) {
        attempt(
                "copy",
                from,
                () ->
                        client.copyObject(
                                CopyObjectArgs.builder()
                                        .bucket(to.bucket())
                                        .object(to.key())
                                        .source(
                                                SourceObject.builder()
                                                        .bucket(from.bucket())
                                                        .object(from.key())
                                                        .build())
                                        .build()));
    }

    @Override
    public byte[] get(ObjectRef ref, long maxBytes) {
        return attempt(
                "read",
                ref,
                () -> {
                    try (var content = openObject(ref, null)) {
                        return Bounded.read(content, ref, declaredLength(content), maxBytes);
                    }
                });
    }

    @Override
    public InputStream open(ObjectRef ref) {
        return attempt("read", ref, () -> openObject(ref, null));
    }

    @Override
    public Opened open(ObjectRef ref, @Nullable String version) {
        return attempt(
                "read",
                ref,
                () -> {
                    var content = openObject(ref, version);
                    return new Opened(
                            content,
                            declaredLength(content),
                            unquotedIfAny(content.headers().get("ETag")));
                });
    }

    @Override
    public Optional<Stat> stat(ObjectRef ref) {
        try {
            return attempt(
                    "look at",
                    ref,
                    () -> {
                        var stat =
                                client.statObject(
                                        StatObjectArgs.builder()
                                                .bucket(ref.bucket())
                                                .object(ref.key())
                                                .build());
                        return Optional.of(new Stat(stat.size(), stat.contentType(), stat.etag()));
                    });
        } catch (ObjectMissingException _) {
            return Optional.empty();
        }
    }

    @Override
    public void delete(ObjectRef ref) {
        attempt(
                "remove",
                ref,
                () -> {
                    client.removeObject(
                            RemoveObjectArgs.builder()
                                    .bucket(ref.bucket())
                                    .object(ref.key())
                                    .build());
                    return ref;
                });
    }

    @Override
    public Stream<Entry> list(String bucket, String prefix) {
        return entries(
                ListObjectsArgs.builder().bucket(bucket).prefix(prefix).recursive(true).build());
    }

    @Override
    public List<Entry> list(String bucket, String prefix, @Nullable String after, int most) {
        var args =
                ListObjectsArgs.builder()
                        .bucket(bucket)
                        .prefix(prefix)
                        .recursive(true)
                        .startAfter(after)
                        .maxKeys(most)
                        .build();
        try (var entries = entries(args)) {
            return entries.limit(most).toList();
        }
    }

    private Stream<Entry> entries(ListObjectsArgs args) {
        Iterable<Result<Item>> pages = client.listObjects(args);
        return StreamSupport.stream(pages.spliterator(), false)
                .map(item -> entry(args.bucket(), args.prefix(), item));
    }

    @Override
    public URI presignGet(ObjectRef ref, Duration lifetime, @Nullable String downloadName) {
        int seconds = Links.requireLifetime(lifetime);
        var args =
                GetPresignedObjectUrlArgs.builder()
                        .method(Http.Method.GET)
                        .bucket(ref.bucket())
                        .object(ref.key())
                        .expiry(seconds);
        if (downloadName != null) {
            args.extraQueryParams(
                    Map.of("response-content-disposition", Attachment.header(downloadName)));
        }
        return attempt(
                "sign a link to",
                ref,
                () -> URI.create(linkSigner.getPresignedObjectUrl(args.build())));
    }

    @Override
    public void ensureBucket(String bucket) {
        try {
            if (!client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build())) {
                client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
            }
        } catch (MinioException | IllegalStateException e) {
            // Somebody else may have made it between the question and the request.
            if (!S3Errors.saysBucketIsThere(e)) {
                throw S3Errors.translate("make", new ObjectRef(bucket, "/"), e);
            }
        }
    }

    /** Closes the idle connections. */
    @Override
    public void close() {
        S3Http.close(http);
    }

    private static long declaredLength(GetObjectResponse content) {
        String length = content.headers().get("Content-Length");
        return length == null ? -1 : Long.parseLong(length);
    }

    private GetObjectResponse openObject(ObjectRef ref, @Nullable String version)
            throws MinioException {
        var args = GetObjectArgs.builder().bucket(ref.bucket()).object(ref.key());
        if (version != null) {
            args.versionId(version);
        }
        return client.getObject(args.build());
    }

    static String unquoted(String eTag) {
        return eTag.replace("\"", "");
    }

    private static @Nullable String unquotedIfAny(@Nullable String eTag) {
        return eTag == null ? null : unquoted(eTag);
    }

    private static Entry entry(String bucket, String prefix, Result<Item> result) {
        try {
            Item item = result.get();
            return new Entry(
                    new ObjectRef(bucket, item.objectName()),
                    item.size(),
                    item.lastModified().toInstant(),
                    unquotedIfAny(item.etag()));
        } catch (MinioException | IllegalStateException e) {
            throw S3Errors.translate("list", new ObjectRef(bucket, prefix + "*"), e);
        }
    }

    private static <T> T attempt(String what, ObjectRef ref, Request<T> request) {
        try {
            return request.send();
        } catch (MinioException | IOException | IllegalStateException e) {
            throw S3Errors.translate(what, ref, e);
        }
    }

    private MinioClient client(URI endpoint) {
        return MinioClient.builder()
                .endpoint(endpoint.toString())
                .region(settings.region())
                .credentials(settings.accessKey(), settings.secretKey())
                .httpClient(http)
                .build();
    }

    private interface Request<T> {
        T send() throws MinioException, IOException;
    }
}
