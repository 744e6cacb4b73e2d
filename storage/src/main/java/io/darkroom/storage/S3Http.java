package io.darkroom.storage;

import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** The HTTP client below the MinIO SDK, as all that speak S3 here have it. */
final class S3Http {
    private S3Http() {}

    static OkHttpClient client(S3Settings settings) {
        var dispatcher = new Dispatcher();
        // The SDK sends every request through the dispatcher; its default of 5 per host would be
        // the bound of the whole service. Callers bound themselves.
        dispatcher.setMaxRequests(256);
        dispatcher.setMaxRequestsPerHost(256);
        var builder =
                new OkHttpClient.Builder()
                        .dispatcher(dispatcher)
                        .connectionPool(
                                new ConnectionPool(settings.connections(), 1, TimeUnit.MINUTES))
                        .connectTimeout(settings.connectTimeout())
                        .readTimeout(settings.requestTimeout())
                        .writeTimeout(settings.requestTimeout())
                        .socketFactory(new WideSockets())
                        .protocols(List.of(Protocol.HTTP_1_1));
        if (settings.caCertificates() != null) {
            var trust = new TrustedAuthorities(settings.caCertificates());
            builder.sslSocketFactory(trust.sockets(), trust.manager());
        } else if (!"https".equalsIgnoreCase(settings.endpoint().getScheme())) {
            // Where it could speak TLS the client reads all authorities that Java knows at once,
            // which takes a service a third of a second of its start.
            builder.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT));
        }
        return builder.build();
    }

    /** Closes the idle connections; nothing is sent any more. */
    static void close(OkHttpClient http) {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
