import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** S3Proxy on port 9000, with RustFS's variables for its keys. Run from source by its image. */
final class StandInS3 {
    private StandInS3() {}

    public static void main(String[] arguments) throws Exception {
        Path data = Files.createDirectories(Path.of("/data"));
        S3Proxy.builder()
                .endpoint(URI.create("http://0.0.0.0:9000"))
                .awsAuthentication(
                        AuthenticationType.AWS_V4,
                        System.getenv("RUSTFS_ACCESS_KEY"),
                        System.getenv("RUSTFS_SECRET_KEY"))
                .blobStore(new FilesystemNio2BlobStore(data.toString()))
                .corsRules(
                        new CrossOriginResourceSharing(
                                List.of(".*"),
                                List.of("GET", "HEAD", "PUT"),
                                List.of("*"),
                                List.of("ETag"),
                                ""))
                .ignoreUnknownHeaders(true)
                .build()
                .start();
        System.out.println("ready on port 9000");
    }
}
