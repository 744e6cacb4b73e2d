package io.darkroom.captioning.model;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import io.darkroom.contracts.RetryAfter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * HTTP as all providers' clients use it. LangChain4j's own client is not enough: it reads answers
 * of any size, its timeout ends with the first byte, and it forgets {@code Retry-After}.
 *
 * <p>Redirects are not followed, so that a key goes to nobody but the configured address.
 */
final class ProviderHttp implements HttpClient, HttpClientBuilder {
    /** A provider that wants to be left alone for longer is asked again after this. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final java.net.http.HttpClient client;
    private final Duration timeout;
    private final int maxBytes;

    ProviderHttp(Duration connectTimeout, Duration timeout, int maxBytes) {
        this.client =
                java.net.http.HttpClient.newBuilder()
                        .connectTimeout(connectTimeout)
                        // Small servers answer an offer to upgrade with an error.
                        .version(java.net.http.HttpClient.Version.HTTP_1_1)
                        .followRedirects(java.net.http.HttpClient.Redirect.NEVER)
                        .build();
        this.timeout = timeout;
        this.maxBytes = maxBytes;
    }

    /**
     * @throws ProviderHttpException if the status is not 2xx
     * @throws AnswerTooLargeException if there is too much of it
     * @throws UncheckedIOException if there is no answer, or none in time
     */
    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        HttpResponse<byte[]> response = send(request);
        if (response.statusCode() / 100 != 2) {
            throw new ProviderHttpException(
                    response.statusCode(),
                    RetryAfter.of(response.headers().firstValue("retry-after"), Instant.now())
                            .map(ProviderHttp::bounded));
        }
        return SuccessfulHttpResponse.builder()
                .statusCode(response.statusCode())
                .headers(response.headers().map())
                .body(response.body())
                .build();
    }

    private static Duration bounded(Duration wait) {
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        var handler = BodyHandlers.limiting(BodyHandlers.ofByteArray(), maxBytes);
        var exchange = client.sendAsync(jdk(request), handler);
        try {
            return exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            throw new UncheckedIOException(
                    new HttpTimeoutException("No whole answer within " + timeout));
        } catch (ExecutionException e) {
            throw failed(e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("Interrupted"));
        } finally {
            exchange.cancel(true);
        }
    }

    private RuntimeException failed(@Nullable Throwable cause) {
        // The JDK tells this apart by its text only (HttpResponse.BodyHandlers#limiting).
        if (cause != null && String.valueOf(cause.getMessage()).contains("exceeds capacity")) {
            return new AnswerTooLargeException(maxBytes);
        }
        return new UncheckedIOException(
                cause instanceof IOException known ? known : new IOException(cause));
    }

    private static java.net.http.HttpRequest jdk(HttpRequest request) {
        var builder = java.net.http.HttpRequest.newBuilder(URI.create(request.url()));
        request.headers().forEach((name, values) -> values.forEach(it -> builder.header(name, it)));
        String body = request.body();
        return builder.method(
                        request.method().name(),
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
    }

    @Override
    public void execute(
            HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        throw new UnsupportedOperationException("Answers are not streamed");
    }

    @Override
    public Duration connectTimeout() {
        return client.connectTimeout().orElse(timeout);
    }

    /** Ours is the one that counts. */
    @Override
    public HttpClientBuilder connectTimeout(Duration ignored) {
        return this;
    }

    @Override
    public Duration readTimeout() {
        return timeout;
    }

    /** Ours is the one that counts. */
    @Override
    public HttpClientBuilder readTimeout(Duration ignored) {
        return this;
    }

    @Override
    public HttpClient build() {
        return this;
    }
}
