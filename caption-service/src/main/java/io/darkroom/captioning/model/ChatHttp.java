package io.darkroom.captioning.model;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import io.darkroom.stage.provider.ProviderHttp;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

/** {@link ProviderHttp} as LangChain4j's clients of chat models want to have it. */
final class ChatHttp implements HttpClient, HttpClientBuilder {
    private final ProviderHttp http;

    ChatHttp(Duration connectTimeout, Duration timeout, int maxBytes) {
        this.http = new ProviderHttp(connectTimeout, timeout, maxBytes);
    }

    /**
     * @throws ChatHttpException if the status is not 2xx
     * @throws io.darkroom.stage.provider.AnswerTooLargeException if there is too much of it
     * @throws java.io.UncheckedIOException if there is no answer, or none in time
     */
    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        var response = http.send(jdk(request));
        if (response.statusCode() / 100 != 2) {
            throw new ChatHttpException(response.statusCode(), ProviderHttp.retryAfter(response));
        }
        return SuccessfulHttpResponse.builder()
                .statusCode(response.statusCode())
                .headers(response.headers().map())
                .body(response.body())
                .build();
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
