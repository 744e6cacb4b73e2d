package io.darkroom.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.darkroom.contracts.ObjectRef;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whom an object store's client trusts that is given the certificates of an authority of its own.
 */
class TrustedAuthoritiesTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir static Path folder;

    private static HttpsServer server;
    private static Path pem;
    private static KeyStore other;

    /** Bytes of the body of the last request. */
    private static final AtomicInteger taken = new AtomicInteger();

    @BeforeAll
    static void start() throws Exception {
        KeyStore own = keyStore("own");
        other = keyStore("other");
        pem = Files.writeString(folder.resolve("own.pem"), pem(own));
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        taken.set(exchange.getRequestBody().readAllBytes().length);
                        exchange.sendResponseHeaders(204, -1);
                    }
                });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @Test
    void aServerOfTheFilesAuthorityIsTrusted() throws Exception {
        assertThat(status(new TrustedAuthorities(pem))).isEqualTo(204);
    }

    /** Through sockets that gather what is written, under the encryption. */
    @Test
    void aStoreOfTheFilesAuthorityIsPutTo() {
        var place = URI.create("https://localhost:" + server.getAddress().getPort());
        try (var store =
                new S3ObjectStore(S3Settings.of(place, "access", "secret").trusting(pem))) {
            for (int bytes : new int[] {3, 1_000_000}) {
                store.put(new ObjectRef("bucket", "key"), new byte[bytes], "image/jpeg");

                assertThat(taken).hasValue(bytes);
            }
        }
    }

    @Test
    void aServerOfAnotherAuthorityIsNot() throws Exception {
        Path others = Files.writeString(folder.resolve("other.pem"), pem(other));

        assertThatThrownBy(() -> status(new TrustedAuthorities(others)))
                .isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void thoseOfJavaAreTrustedBesideAllOfTheFile() throws Exception {
        Path both = folder.resolve("both.pem");
        Files.writeString(both, Files.readString(pem) + pem(other));
        int known = new TrustedAuthorities(pem).manager().getAcceptedIssuers().length;

        var all = List.of(new TrustedAuthorities(both).manager().getAcceptedIssuers());

        assertThat(all).hasSize(known + 1).contains(certificate(other));
        assertThat(known).as("Java's own and one").isGreaterThan(50);
    }

    @Test
    void aFileWithoutACertificateIsNamed() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty.pem"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrustedAuthorities(empty))
                .withMessageContaining("empty.pem holds no certificate");
    }

    @Test
    void aFileOfSomethingElseIsNamed() throws Exception {
        Path wrong =
                Files.writeString(folder.resolve("wrong.pem"), "-----BEGIN CERTIFICATE-----\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrustedAuthorities(wrong))
                .withMessageContaining("wrong.pem must hold certificates in PEM form");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> new TrustedAuthorities(folder.resolve("none.pem")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none.pem cannot be read");
    }

    private static int status(TrustedAuthorities trust) throws Exception {
        var http =
                new OkHttpClient.Builder()
                        .sslSocketFactory(trust.sockets(), trust.manager())
                        .build();
        var request =
                new Request.Builder()
                        .url("https://localhost:" + server.getAddress().getPort())
                        .build();
        try (var answer = http.newCall(request).execute()) {
            return answer.code();
        } finally {
            http.connectionPool().evictAll();
            http.dispatcher().executorService().shutdown();
        }
    }

    private static String pem(KeyStore store) throws Exception {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return "-----BEGIN CERTIFICATE-----\n"
                + lines.encodeToString(certificate(store).getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    private static X509Certificate certificate(KeyStore store) throws Exception {
        return (X509Certificate) store.getCertificate("one");
    }

    /** A key and its certificate, signed by itself, made by the JDK's keytool. */
    private static KeyStore keyStore(String name) throws Exception {
        Path file = folder.resolve(name + ".p12");
        var keytool =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        "one",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD));
        Process process = keytool.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return KeyStore.getInstance(file.toFile(), PASSWORD);
    }
}
