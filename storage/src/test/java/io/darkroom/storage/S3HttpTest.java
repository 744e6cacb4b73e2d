package io.darkroom.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;

class S3HttpTest {
    @Test
    void aStoreWithoutTlsHasNoAuthoritiesRead() {
        var http = S3Http.client(settings("http://127.0.0.1:9000"));

        assertThatThrownBy(http::sslSocketFactory).hasMessageContaining("CLEARTEXT-only");
    }

    @Test
    void aStoreWithTlsHas() {
        assertThat(S3Http.client(settings("https://127.0.0.1:9000")).sslSocketFactory())
                .isNotNull();
    }

    private static S3Settings settings(String endpoint) {
        return S3Settings.of(URI.create(endpoint), "access", "secret-key");
    }
}
