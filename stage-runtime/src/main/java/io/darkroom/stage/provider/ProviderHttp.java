package io.darkroom.stage.provider;

import io.darkroom.contracts.RetryAfter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * HTTP as all providers of models are asked. LangChain4j's own client is not enough: it reads
 * answers of any size, its timeout ends with the first byte, and it forgets {@code Retry-After}.
 *
 * <p>Redirects are not followed, so that a key goes to nobody but the configured address.
 */
public final class ProviderHttp {
    /** A provider that wants to be left alone for longer is asked again after this. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final HttpClient client;
    private final Duration connectTimeout;
    private final Duration timeout;
    private final int maxBytes;

    /**
     * @param connectTimeout until there is a connection
     * @param timeout from the request to the answer's last byte
     * @param maxBytes of an answer's body; more are not read
     */
    public ProviderHttp(Duration connectTimeout, Duration timeout, int maxBytes) {
        this.client =
                HttpClient.newBuilder()
                        .connectTimeout(connectTimeout)
                        // Small servers answer an offer to upgrade with an error.
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
        this.connectTimeout = connectTimeout;
        this.timeout = timeout;
        this.maxBytes = maxBytes;
    }

    /** Until there is a connection. */
    public Duration connectTimeout() {
        return connectTimeout;
    }

    /** From the request to the answer's last byte. */
    public Duration timeout() {
        return timeout;
    }

    /**
     * Sends a request and waits for the whole answer, whatever its status.
     *
     * @throws AnswerTooLargeException if there is too much of it
     * @throws UncheckedIOException if there is no answer, or none in time
     */
    public HttpResponse<byte[]> send(HttpRequest request) {
        var handler = BodyHandlers.limiting(BodyHandlers.ofByteArray(), maxBytes);
        var exchange = client.sendAsync(request, handler);
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

    /**
     * How long the provider asked to be left alone (RFC 9110, section 10.2.3), an hour at the most;
     * absent where it did not say.
     */
    public static Optional<Duration> retryAfter(HttpResponse<?> response) {
        return RetryAfter.of(response.headers().firstValue("retry-after"), Instant.now())
                .map(wait -> wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
    }
}
