package io.darkroom.storage;

import io.darkroom.contracts.ObjectRef;
import io.minio.AbortMultipartUploadArgs;
import io.minio.CompleteMultipartUploadArgs;
import io.minio.CreateMultipartUploadArgs;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.ListMultipartUploadsArgs;
import io.minio.ListPartsArgs;
import io.minio.MinioAsyncClient;
import io.minio.Signer;
import io.minio.errors.MinioException;
import io.minio.messages.ListMultipartUploadsResult;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** Direct uploads to any S3 API, through the MinIO SDK. Safe for many threads. */
public final class S3DirectUploadStore implements DirectUploadStore, AutoCloseable {
    private static final DateTimeFormatter AMZ_DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int PAGE = 1_000;

    private final S3Settings settings;
    private final OkHttpClient http;
    private final MinioAsyncClient client;
    private final MinioAsyncClient linkSigner;

    /** Opens no connection yet. */
    public S3DirectUploadStore(S3Settings settings) {
        this.settings = settings;
        this.http = S3Http.client(settings);
        this.client = client(settings.endpoint());
        URI links = settings.publicEndpoint();
        this.linkSigner = links == null ? client : client(links);
    }

    @Override
    public SignedRequest signPut(ObjectRef ref, long bytes, String contentType, Duration lifetime) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Length", Long.toString(bytes));
        headers.put("Content-Type", contentType);
        return sign(ref, Map.of(), headers, lifetime);
    }

    @Override
    public SignedRequest signPart(
            ObjectRef ref, String uploadId, int number, long bytes, Duration lifetime) {
        return sign(
                ref,
                Map.of("partNumber", Integer.toString(number), "uploadId", uploadId),
                Map.of("Content-Length", Long.toString(bytes)),
                lifetime);
    }

    @Override
    public String beginParts(ObjectRef ref, String contentType) {
        return await(
                        "begin",
                        ref,
                        () ->
                                client.createMultipartUpload(
                                        CreateMultipartUploadArgs.builder()
                                                .bucket(ref.bucket())
                                                .object(ref.key())
                                                .headers(
                                                        new Http.Headers(
                                                                Map.of(
                                                                        Http.Headers.CONTENT_TYPE,
                                                                        contentType)))
                                                .build()))
                .result()
                .uploadId();
    }

    @Override
    public List<Part> parts(ObjectRef ref, String uploadId) {
        try {
            return arrived(ref, uploadId);
        } catch (ObjectMissingException _) {
            return List.of();
        }
    }

    private List<Part> arrived(ObjectRef ref, String uploadId) {
        var parts = new ArrayList<Part>();
        @Nullable Integer after = null;
        boolean more;
        do {
            var page = partsAfter(ref, uploadId, after);
            page.parts()
                    .forEach(part ->
                            parts.add(
                                    new Part(
                                            part.partNumber(),
                                            S3ObjectStore.unquoted(part.etag()),
                                            part.partSize())));
            after = page.nextPartNumberMarker();
            more = page.isTruncated() && after != null;
        } while (more);
        return List.copyOf(parts);
    }

    private io.minio.messages.ListPartsResult partsAfter(
            ObjectRef ref, String uploadId, @Nullable Integer after) {
        var args =
                ListPartsArgs.builder()
                        .bucket(ref.bucket())
                        .object(ref.key())
                        .uploadId(uploadId)
                        .maxParts(PAGE);
        if (after != null) {
            args.partNumberMarker(after);
        }
        return await("list parts of", ref, () -> client.listParts(args.build())).result();
    }

    @Override
    public void completeParts(ObjectRef ref, String uploadId, List<Part> parts) {
        var named =
                parts.stream()
                        .map(part -> new io.minio.messages.Part(part.number(), part.eTag()))
                        .toArray(io.minio.messages.Part[]::new);
        await(
                "complete",
                ref,
                () ->
                        client.completeMultipartUpload(
                                CompleteMultipartUploadArgs.builder()
                                        .bucket(ref.bucket())
                                        .object(ref.key())
                                        .uploadId(uploadId)
                                        .parts(named)
                                        .build()));
    }

    @Override
    public void abortParts(ObjectRef ref, String uploadId) {
        try {
            await(
                    "abort",
                    ref,
                    () ->
                            client.abortMultipartUpload(
                                    AbortMultipartUploadArgs.builder()
                                            .bucket(ref.bucket())
                                            .object(ref.key())
                                            .uploadId(uploadId)
                                            .build()));
        } catch (ObjectMissingException _) {
            // Completed or aborted before.
        }
    }

    @Override
    public List<Unfinished> unfinished(String bucket, String prefix) {
        var uploads = new ArrayList<ListMultipartUploadsResult.Upload>();
        var page = unfinishedAfter(bucket, prefix, null);
        uploads.addAll(page.uploads());
        while (page.isTruncated()) {
            page = unfinishedAfter(bucket, prefix, page);
            uploads.addAll(page.uploads());
        }
        return uploads.stream()
                .map(upload ->
                        new Unfinished(
                                new ObjectRef(bucket, upload.objectName()),
                                upload.uploadId(),
                                upload.initiated().toInstant()))
                .toList();
    }

    private ListMultipartUploadsResult unfinishedAfter(
            String bucket, String prefix, @Nullable ListMultipartUploadsResult last) {
        var args =
                ListMultipartUploadsArgs.builder().bucket(bucket).prefix(prefix).maxUploads(PAGE);
        if (last != null) {
            args.keyMarker(last.nextKeyMarker()).uploadIdMarker(last.nextUploadIdMarker());
        }
        return await(
                        "list uploads to",
                        new ObjectRef(bucket, prefix + "*"),
                        () -> client.listMultipartUploads(args.build()))
                .result();
    }

    /** Closes the idle connections. */
    @Override
    public void close() {
        S3Http.close(http);
    }

    /** The SDK presigns a URL alone; its signer takes headers too. */
    private SignedRequest sign(
            ObjectRef ref,
            Map<String, String> query,
            Map<String, String> headers,
            Duration lifetime) {
        int seconds = Links.requireLifetime(lifetime);
        try {
            HttpUrl.Builder url = HttpUrl.get(address(ref)).newBuilder().query(null);
            query.forEach(url::addQueryParameter);
            HttpUrl plain = url.build();
            var request =
                    new Request.Builder()
                            .url(plain)
                            .method("PUT", RequestBody.create(new byte[0]))
                            .header("Host", host(plain))
                            .header(
                                    "x-amz-date",
                                    AMZ_DATE.format(ZonedDateTime.now(ZoneOffset.UTC)));
            headers.forEach(request::header);
            HttpUrl signed =
                    Signer.presignV4(
                            request.build(),
                            settings.region(),
                            settings.accessKey(),
                            settings.secretKey(),
                            seconds);
            return new SignedRequest("PUT", signed.uri(), headers);
        } catch (MinioException e) {
            throw S3Errors.translate("sign a request to", ref, e);
        }
    }

    /** Where the object lies by the rules of this store: its bucket in the path or in the host. */
    private String address(ObjectRef ref) throws MinioException {
        return linkSigner.getPresignedObjectUrl(
                GetPresignedObjectUrlArgs.builder()
                        .method(Http.Method.PUT)
                        .bucket(ref.bucket())
                        .object(ref.key())
                        .build());
    }

    private static String host(HttpUrl url) {
        return url.port() == HttpUrl.defaultPort(url.scheme())
                ? url.host()
                : url.host() + ":" + url.port();
    }

    private static <T> T await(String what, ObjectRef ref, Call<T> call) {
        try {
            return call.send().join();
        } catch (CompletionException e) {
            throw S3Errors.translate(
                    what, ref, e.getCause() instanceof Exception cause ? cause : e);
        } catch (MinioException | IllegalStateException e) {
            throw S3Errors.translate(what, ref, e);
        }
    }

    private MinioAsyncClient client(URI endpoint) {
        return MinioAsyncClient.builder()
                .endpoint(endpoint.toString())
                .region(settings.region())
                .credentials(settings.accessKey(), settings.secretKey())
                .httpClient(http)
                .build();
    }

    private interface Call<T> {
        CompletableFuture<T> send() throws MinioException;
    }
}
