package io.darkroom.benchmarks.pipeline;

import io.darkroom.benchmarks.harness.SamplePicture;
import io.darkroom.local.launch.Endpoints;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveBucketArgs;
import io.minio.RemoveObjectArgs;
import io.minio.errors.MinioException;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The store that Darkroom writes to, with nothing in between, in a bucket of its own. */
final class BareStore implements AutoCloseable {
    private final String bucket = "darkroom-benchmarks-" + UUID.randomUUID();
    private final Queue<String> keys = new ConcurrentLinkedQueue<>();
    private final MinioClient client;

    private BareStore(MinioClient client) {
        this.client = client;
    }

    /** Makes the bucket. */
    static BareStore open(Endpoints.S3 s3) {
        var store =
                new BareStore(
                        MinioClient.builder()
                                .endpoint(s3.endpoint().toString())
                                .credentials(s3.accessKey(), s3.secretKey())
                                .region("us-east-1")
                                .build());
        store.makeBucket();
        return store;
    }

    private void makeBucket() {
        try {
            client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
        } catch (MinioException e) {
            throw new IllegalStateException("Could not make the bucket " + bucket, e);
        }
    }

    /** Stores the picture under a new key. */
    void put(SamplePicture picture) {
        String key = UUID.randomUUID().toString();
        try {
            client.putObject(
                    PutObjectArgs.builder()
                            .bucket(bucket)
                            .object(key)
                            .data(picture.bytes(), picture.bytes().length)
                            .contentType("image/jpeg")
                            .build());
            keys.add(key);
        } catch (MinioException e) {
            throw new IllegalStateException("Could not store an object in " + bucket, e);
        }
    }

    /** Leaves nothing behind. */
    @Override
    public void close() {
        try {
            for (String key : keys) {
                client.removeObject(RemoveObjectArgs.builder().bucket(bucket).object(key).build());
            }
            client.removeBucket(RemoveBucketArgs.builder().bucket(bucket).build());
            client.close();
        } catch (Exception e) {
            throw new IllegalStateException("Could not remove the bucket " + bucket, e);
        }
    }
}
