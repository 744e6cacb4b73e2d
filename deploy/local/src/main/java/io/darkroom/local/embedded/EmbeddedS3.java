package io.darkroom.local.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.jspecify.annotations.Nullable;

/** An S3 endpoint (S3Proxy) in this JVM that keeps objects as files. */
public final class EmbeddedS3 implements AutoCloseable {
    public static final String ORIGINALS = "darkroom-originals";
    public static final String VARIANTS = "darkroom-variants";

    private final S3Proxy server;
    private final Path data;
    private final URI endpoint;
    private final String accessKey;
    private final String secretKey;

    /**
     * A certificate for {@code localhost} and its key.
     *
     * @param keyStore a PKCS#12 file
     */
    public record Certificate(Path keyStore, String password) {}

    private EmbeddedS3(
            S3Proxy server, Path data, URI endpoint, String accessKey, String secretKey) {
        this.server = server;
        this.data = data;
        this.endpoint = endpoint;
        this.accessKey = accessKey;
        this.secretKey = secretKey;
    }

    /**
     * Starts the endpoint; a data directory that was used before is taken up again.
     *
     * @param dataDir where the objects lie, one directory for each bucket
     * @param port the port on the loopback interface; 0 takes a free one
     * @param accessKey the only access key it knows
     * @param secretKey what requests and presigned links are signed with
     * @throws EmbeddedServerException if it does not start
     */
    public static EmbeddedS3 start(Path dataDir, int port, String accessKey, String secretKey) {
        return start(dataDir, port, accessKey, secretKey, null);
    }

    /**
     * Starts the endpoint behind TLS, and no other.
     *
     * @throws EmbeddedServerException if it does not start
     */
    public static EmbeddedS3 start(
            Path dataDir,
            int port,
            String accessKey,
            String secretKey,
            @Nullable Certificate certificate) {
        int listen = port == 0 ? FreePort.any() : port;
        URI endpoint =
                URI.create((certificate == null ? "http" : "https") + "://localhost:" + listen);
        try {
            Path data = Files.createDirectories(dataDir.toAbsolutePath());
            // A bucket of the file system store is a directory.
            Files.createDirectories(data.resolve(ORIGINALS));
            Files.createDirectories(data.resolve(VARIANTS));
            var builder =
                    S3Proxy.builder()
                            .awsAuthentication(AuthenticationType.AWS_V4, accessKey, secretKey)
                            .blobStore(new FilesystemNio2BlobStore(data.toString()))
                            .corsRules(readableFromBrowsers())
                            .ignoreUnknownHeaders(true);
            S3Proxy server =
                    (certificate == null
                                    ? builder.endpoint(endpoint)
                                    : builder.secureEndpoint(endpoint)
                                            .keyStore(
                                                    certificate.keyStore().toString(),
                                                    certificate.password()))
                            .build();
            server.start();
            return new EmbeddedS3(server, data, endpoint, accessKey, secretKey);
        } catch (Exception e) {
            throw new EmbeddedServerException(
                    "S3 did not start at " + endpoint + " in " + dataDir, e);
        }
    }

    /** Presigned links are the secret; the pages that show them come from another port. */
    private static CrossOriginResourceSharing readableFromBrowsers() {
        return new CrossOriginResourceSharing(
                List.of(".*"), List.of("GET", "HEAD", "PUT"), List.of("*"), List.of("ETag"), "");
    }

    /**
     * Puts an object where it would lie, for programs that bring no client.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public void put(String bucket, String key, byte[] object) {
        Path file = data.resolve(bucket).resolve(key);
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, object);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not put an object at " + file, e);
        }
    }

    public URI endpoint() {
        return endpoint;
    }

    public String accessKey() {
        return accessKey;
    }

    public String secretKey() {
        return secretKey;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new EmbeddedServerException("S3 did not stop", e);
        }
    }
}
