package io.darkroom.benchmarks.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.benchmarks.harness.UnavailableException;
import io.darkroom.contracts.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A reviewer's desk, as far as the queue goes. */
final class ReviewsClient implements AutoCloseable {
    private static final int PAGE = 50;
    private static final int CLAIM = 20;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI reviews;
    private final String apiKey;

    ReviewsClient(URI moderation, String apiKey) {
        this.reviews = moderation.resolve("/v1/reviews");
        this.apiKey = apiKey;
    }

    void firstPage() throws InterruptedException {
        var page = send(call("?state=PENDING&limit=" + PAGE).GET().build());
        expect(page.path("items").size() == PAGE, "The first page is not full");
    }

    /** The ids of what was taken. */
    List<String> claim() throws InterruptedException {
        var taken = post("/claims", "{\"limit\": %d, \"leaseSeconds\": 60}".formatted(CLAIM));
        var ids = new ArrayList<String>();
        taken.path("items").forEach(item -> ids.add(item.path("id").asText()));
        expect(ids.size() == CLAIM, "Fewer items were there to claim than asked for");
        return ids;
    }

    void release(List<String> ids) throws InterruptedException {
        post("/releases", "{\"reviewIds\": [\"" + String.join("\",\"", ids) + "\"]}");
    }

    private JsonNode post(String path, String body) throws InterruptedException {
        return send(
                call(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build());
    }

    private HttpRequest.Builder call(String path) {
        return HttpRequest.newBuilder(URI.create(reviews + path))
                .timeout(Duration.ofMinutes(1))
                .header("Authorization", "Bearer " + apiKey);
    }

    private JsonNode send(HttpRequest request) throws InterruptedException {
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            expect(
                    answer.statusCode() == 200,
                    request.uri() + " answered " + answer.statusCode() + ": " + answer.body());
            return Json.mapper().readTree(answer.body());
        } catch (ConnectException _) {
            throw new UnavailableException(
                    "Nobody answers at " + reviews + ". Start Darkroom with ./darkroom up.");
        } catch (IOException e) {
            throw new IllegalStateException("A request to " + reviews + " broke off", e);
        }
    }

    private static void expect(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException(otherwise);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
