package io.darkroom.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** An authority of a test's own and a certificate for localhost, made by the JDK's keytool. */
final class Certificates {
    static final String PASSWORD = "changeit";

    private final Path folder;

    private Certificates(Path folder) {
        this.folder = folder;
    }

    static Certificates make(Path folder) {
        var made = new Certificates(folder);
        made.authority();
        made.server();
        return made;
    }

    /** What clients are told to trust: PEM. */
    Path authorityPem() {
        return folder.resolve("ca.pem");
    }

    /** The server's certificate and key: PKCS#12. */
    Path keyStore() {
        return folder.resolve("server.p12");
    }

    /** The server's certificate: PEM. */
    Path certificatePem() {
        return folder.resolve("server.pem");
    }

    /** The server's key, readable by its owner only, as PostgreSQL wants it: PEM. */
    Path keyPem() {
        return folder.resolve("server.key");
    }

    private void authority() {
        Path store = folder.resolve("ca.p12");
        keytool(
                store,
                "-genkeypair",
                "-alias",
                "ca",
                "-keyalg",
                "EC",
                "-dname",
                "CN=Test CA",
                "-ext",
                "bc:c");
        keytool(store, "-exportcert", "-alias", "ca", "-rfc", "-file", authorityPem().toString());
    }

    private void server() {
        String request = folder.resolve("server.csr").toString();
        keytool(
                keyStore(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost");
        keytool(keyStore(), "-certreq", "-alias", "server", "-file", request);
        keytool(
                folder.resolve("ca.p12"),
                "-gencert",
                "-alias",
                "ca",
                "-rfc",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-infile",
                request,
                "-outfile",
                certificatePem().toString());
        keytool(
                keyStore(),
                "-importcert",
                "-noprompt",
                "-alias",
                "ca",
                "-file",
                authorityPem().toString());
        keytool(
                keyStore(),
                "-importcert",
                "-alias",
                "server",
                "-file",
                certificatePem().toString());
        writeKey();
    }

    private void writeKey() {
        try (var in = Files.newInputStream(keyStore())) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            var lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
            String body =
                    lines.encodeToString(
                            store.getKey("server", PASSWORD.toCharArray()).getEncoded());
            Files.createFile(
                    keyPem(),
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    keyPem(),
                    "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void keytool(Path store, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(Arrays.asList(arguments));
        command.addAll(
                List.of(
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD));
        try {
            Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said =
                    new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException("keytool: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
