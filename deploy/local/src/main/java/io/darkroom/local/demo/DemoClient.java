package io.darkroom.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** The few calls of ingest's API that a backend needs. */
public final class DemoClient {
    private static final int UNSUPPORTED_MEDIA_TYPE = 415;
    private static final String BOUNDARY = "darkroom-demo-" + UUID.randomUUID();

    // Redirects are followed by hand: a presigned link must not see the API key.
    private final HttpClient http =
            HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private final URI ingest;
    private final String apiKey;

    /**
     * @param ingest where ingest-service answers
     */
    public DemoClient(URI ingest, String apiKey) {
        this.ingest = ingest;
        this.apiKey = apiKey;
    }

    /**
     * Uploads a picture.
     *
     * @throws NotAPictureException if the file is of a type that Darkroom does not take
     * @throws DemoException if it is refused for another reason; the message is the problem's
     */
    public Asset upload(Picture picture) throws InterruptedException {
        try {
            var request =
                    call("/v1/assets")
                            .timeout(Duration.ofMinutes(5))
                            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                            .POST(body(picture))
                            .build();
            return asset(send(request), 202);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not upload " + picture.file(), e);
        }
    }

    /** The asset as it is now. */
    public Asset asset(UUID id) throws InterruptedException {
        return asset(send(call("/v1/assets/" + id).GET().build()), 200);
    }

    /** A variant's bytes, no wider than asked; nothing where it may not be had. */
    Optional<byte[]> variant(UUID id, String name, int width) throws InterruptedException {
        var answer =
                send(call("/v1/assets/" + id + "/variants/" + name + "?width=" + width).build());
        var link = answer.headers().firstValue("Location");
        if (answer.statusCode() != 302 || link.isEmpty()) {
            return Optional.empty();
        }
        var stored = send(HttpRequest.newBuilder(ingest.resolve(link.get())).build());
        return stored.statusCode() == 200 ? Optional.of(stored.body()) : Optional.empty();
    }

    private HttpRequest.Builder call(String path) {
        return HttpRequest.newBuilder(ingest.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + apiKey);
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("No answer from " + request.uri().getHost(), e);
        }
    }

    private static Asset asset(HttpResponse<byte[]> answer, int expected) {
        try {
            if (answer.statusCode() != expected) {
                JsonNode problem = Json.mapper().readTree(answer.body());
                if (answer.statusCode() == UNSUPPORTED_MEDIA_TYPE) {
                    throw new NotAPictureException(problem.path("detail").asText());
                }
                throw new DemoException(
                        "%d %s %s %s"
                                .formatted(
                                        answer.statusCode(),
                                        problem.path("type").asText(),
                                        problem.path("title").asText(),
                                        problem.path("detail").asText()));
            }
            return Json.mapper().readValue(answer.body(), Asset.class);
        } catch (IOException _) {
            throw new DemoException(
                    answer.statusCode() + " with a body that is no asset and no problem");
        }
    }

    private static HttpRequest.BodyPublisher body(Picture picture) throws IOException {
        Path file = picture.file();
        String name = String.valueOf(file.getFileName()).replaceAll("[\"\\r\\n\\\\]", "_");
        String head =
                part("name=\"request\"", "application/json")
                        + picture.request()
                        + "\r\n"
                        + part("name=\"file\"; filename=\"" + name + "\"", picture.contentType());
        return BodyPublishers.concat(
                BodyPublishers.ofString(head, StandardCharsets.UTF_8),
                BodyPublishers.ofFile(file),
                BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"));
    }

    private static String part(String disposition, String contentType) {
        return "--"
                + BOUNDARY
                + "\r\nContent-Disposition: form-data; "
                + disposition
                + "\r\nContent-Type: "
                + contentType
                + "\r\n\r\n";
    }
}
