package io.darkroom.transform.imagemodel;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.RetryAfter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * HTTP for image edits. LangChain4j's own client reads answers of any size, ends its timeout with
 * the first byte, and forgets {@code Retry-After} and the error's code.
 *
 * <p>Redirects are not followed, so that a key goes to nobody but the configured address.
 */
final class EditHttp implements HttpClient, HttpClientBuilder {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final java.net.http.HttpClient client =
            java.net.http.HttpClient.newBuilder()
                    .connectTimeout(CONNECT)
                    .version(java.net.http.HttpClient.Version.HTTP_1_1)
                    .followRedirects(java.net.http.HttpClient.Redirect.NEVER)
                    .build();
    private final Duration timeout;
    private final int maxBytes;

    EditHttp(Duration timeout, int maxBytes) {
        this.timeout = timeout;
        this.maxBytes = maxBytes;
    }

    /**
     * @throws EditHttpException where the status is not 2xx
     * @throws UncheckedIOException where there is no answer, none in time, or too much of it
     */
    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        HttpResponse<byte[]> response = send(request);
        String body = new String(response.body(), StandardCharsets.UTF_8);
        if (response.statusCode() / 100 != 2) {
            throw new EditHttpException(
                    response.statusCode(),
                    code(body),
                    RetryAfter.of(response.headers().firstValue("retry-after"), Instant.now()));
        }
        return SuccessfulHttpResponse.builder()
                .statusCode(response.statusCode())
                .headers(response.headers().map())
                .body(body)
                .build();
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
            throw new UncheckedIOException(
                    e.getCause() instanceof IOException known ? known : new IOException(e));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("Interrupted"));
        } finally {
            exchange.cancel(true);
        }
    }

    private static java.net.http.HttpRequest jdk(HttpRequest request) {
        var form = new MultipartForm();
        request.formDataFields().forEach(form::field);
        request.formDataFiles()
                .forEach((name, file) ->
                        form.file(name, file.fileName(), file.contentType(), file.content()));
        var builder = java.net.http.HttpRequest.newBuilder(URI.create(request.url()));
        request.headers().entrySet().stream()
                .filter(header -> !header.getKey().equalsIgnoreCase("content-type"))
                .forEach(header ->
                        header.getValue().forEach(value -> builder.header(header.getKey(), value)));
        return builder.header("Content-Type", form.contentType())
                .method(request.method().name(), BodyPublishers.ofByteArray(form.bytes()))
                .build();
    }

    private static String code(String body) {
        try {
            return Json.mapper().readTree(body).path("error").path("code").asText("");
        } catch (JsonProcessingException _) {
            return "";
        }
    }

    @Override
    public void execute(
            HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        throw new UnsupportedOperationException("Answers are not streamed");
    }

    @Override
    public Duration connectTimeout() {
        return CONNECT;
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
