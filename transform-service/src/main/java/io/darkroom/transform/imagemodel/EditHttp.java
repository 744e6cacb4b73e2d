package io.darkroom.transform.imagemodel;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import io.darkroom.contracts.Json;
import io.darkroom.stage.provider.ProviderHttp;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * {@link ProviderHttp} as LangChain4j's client of image models wants to have it. It sends the forms
 * of edits, and of an error it keeps the code.
 */
final class EditHttp implements HttpClient, HttpClientBuilder {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final ProviderHttp http;

    EditHttp(Duration timeout, int maxBytes) {
        this.http = new ProviderHttp(CONNECT, timeout, maxBytes);
    }

    /**
     * @throws EditHttpException where the status is not 2xx
     * @throws io.darkroom.stage.provider.AnswerTooLargeException where there is too much of it
     * @throws java.io.UncheckedIOException where there is no answer, or none in time
     */
    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        var response = http.send(jdk(request));
        String body = new String(response.body(), StandardCharsets.UTF_8);
        if (response.statusCode() / 100 != 2) {
            throw new EditHttpException(
                    response.statusCode(), code(body), ProviderHttp.retryAfter(response));
        }
        return SuccessfulHttpResponse.builder()
                .statusCode(response.statusCode())
                .headers(response.headers().map())
                .body(body)
                .build();
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
        return http.connectTimeout();
    }

    /** Ours is the one that counts. */
    @Override
    public HttpClientBuilder connectTimeout(Duration ignored) {
        return this;
    }

    @Override
    public Duration readTimeout() {
        return http.timeout();
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
