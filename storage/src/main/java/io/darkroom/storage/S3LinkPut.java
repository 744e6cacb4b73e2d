package io.darkroom.storage;

import io.darkroom.contracts.ObjectRef;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.MinioClient;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;

/**
 * Puts bytes by a link that is signed for this one request. What is signed is then the address and
 * not the content: the SDK's own put hashes every byte first, and the store again, and that costs
 * more than sending them. What arrives whole is seen by its length; TLS sees to the rest, as it
 * does for every SDK that signs no content over it.
 */
final class S3LinkPut {
    /** What one PUT may hold (Amazon S3 user guide, "Uploading objects"). */
    private static final long MOST = 5L << 30;

    private static final int LIFETIME_SECONDS = 300;
    private static final int ANSWER_BYTES = 4096;
    private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z0-9]{1,64})</Code>");

    private final MinioClient signer;
    private final OkHttpClient http;

    S3LinkPut(MinioClient signer, OkHttpClient http) {
        this.signer = signer;
        this.http = http;
    }

    /** Whether one PUT is enough for the file. */
    static boolean fits(Path file) throws IOException {
        return Files.size(file) <= MOST;
    }

    /**
     * Stores the file.
     *
     * @throws ObjectStoreException where the store answers that it did not
     */
    void put(ObjectRef ref, Path file, String contentType) throws IOException, MinioException {
        put(ref, RequestBody.create(file.toFile(), MediaType.get(contentType)));
    }

    /**
     * Stores the bytes.
     *
     * @throws ObjectStoreException where the store answers that it did not
     */
    void put(ObjectRef ref, byte[] content, String contentType) throws IOException, MinioException {
        put(ref, new Bytes(content, MediaType.get(contentType)));
    }

    /** In pieces that leave their segments to the next: as a whole it would be copied at once. */
    private static final class Bytes extends RequestBody {
        private static final int PIECE = 64 * 1024;

        private final byte[] content;
        private final MediaType type;

        Bytes(byte[] content, MediaType type) {
            this.content = content;
            this.type = type;
        }

        @Override
        public MediaType contentType() {
            return type;
        }

        @Override
        public long contentLength() {
            return content.length;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            for (int at = 0; at < content.length; at += PIECE) {
                sink.write(content, at, Math.min(PIECE, content.length - at));
            }
        }
    }

    private void put(ObjectRef ref, RequestBody body) throws IOException, MinioException {
        String link =
                signer.getPresignedObjectUrl(
                        GetPresignedObjectUrlArgs.builder()
                                .method(Http.Method.PUT)
                                .bucket(ref.bucket())
                                .object(ref.key())
                                .expiry(LIFETIME_SECONDS, TimeUnit.SECONDS)
                                .build());
        var request = new Request.Builder().url(link).put(body).build();
        try (Response answer = http.newCall(request).execute()) {
            if (!answer.isSuccessful()) {
                throw failure(ref, answer);
            }
        }
    }

    private static ObjectStoreException failure(ObjectRef ref, Response answer) throws IOException {
        var code = CODE.matcher(answer.peekBody(ANSWER_BYTES).string());
        return S3Errors.ofAnswer(
                "store", ref, code.find() ? code.group(1) : "HTTP", answer.code(), null);
    }
}
