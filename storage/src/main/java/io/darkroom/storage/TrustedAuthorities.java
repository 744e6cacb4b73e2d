package io.darkroom.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The authorities that Java knows, and those of a PEM file beside them. */
final class TrustedAuthorities {
    private final X509TrustManager manager;
    private final SSLSocketFactory sockets;

    /**
     * Reads the file.
     *
     * @throws IllegalArgumentException if it holds no certificate
     * @throws UncheckedIOException if it cannot be read
     */
    TrustedAuthorities(Path pem) {
        try {
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            for (var known : managerOf(null).getAcceptedIssuers()) {
                all.setCertificateEntry("java-" + all.size(), known);
            }
            int before = all.size();
            try (var file = Files.newInputStream(pem)) {
                for (var added :
                        CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                    all.setCertificateEntry("file-" + all.size(), added);
                }
            }
            if (all.size() == before) {
                throw new IllegalArgumentException(pem + " holds no certificate");
            }
            manager = managerOf(all);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager}, null);
            sockets = context.getSocketFactory();
        } catch (IOException e) {
            throw new UncheckedIOException("The authorities in " + pem + " cannot be read", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    pem + " must hold certificates in PEM form: " + e.getMessage(), e);
        }
    }

    X509TrustManager manager() {
        return manager;
    }

    SSLSocketFactory sockets() {
        return sockets;
    }

    /** Of Java's own authorities where none are given. */
    private static X509TrustManager managerOf(@Nullable KeyStore authorities)
            throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Java trusts nobody"));
    }
}
