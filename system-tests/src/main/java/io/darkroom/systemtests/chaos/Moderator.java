package io.darkroom.systemtests.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.contracts.Json;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A reviewer who takes what waits and decides what its name says. */
final class Moderator implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Rig rig;
    private final Leaving leaving;
    private final Thread thread;
    private volatile boolean over;

    Moderator(Rig rig, Leaving leaving) {
        this.rig = rig;
        this.leaving = leaving;
        this.thread = Thread.ofVirtual().name("moderator").start(this::review);
    }

    private void review() {
        try {
            while (!over) {
                JsonNode taken =
                        post("/v1/reviews/claims", "{\"limit\": 20, \"leaseSeconds\": 10}");
                if (taken != null && !taken.path("items").isEmpty()) {
                    decide(taken.path("items"));
                }
                Thread.sleep(1500);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void decide(JsonNode items) throws InterruptedException {
        var decisions = new ArrayList<Map<String, Object>>();
        for (JsonNode item : items) {
            boolean approved = Traffic.isApproved(item.at("/record/externalId").asText());
            decisions.add(
                    Map.of(
                            "reviewId", item.path("id").asText(),
                            "revision", item.path("revision").asLong(),
                            "verdict", approved ? "APPROVE" : "REJECT",
                            "reasonCodes", List.of()));
        }
        try {
            post(
                    "/v1/reviews/decisions",
                    Json.mapper().writeValueAsString(Map.of("decisions", decisions)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The answer; nothing where none came: what was not taken waits, and is claimed again. */
    private @Nullable JsonNode post(String path, String body) throws InterruptedException {
        var request =
                HttpRequest.newBuilder(rig.service("moderation").url().resolve(path))
                        .timeout(leaving.patience(PATIENCE))
                        .header("Authorization", "Bearer " + rig.apiKey())
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build();
        try {
            var answer = rig.http().send(request, BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Json.mapper().readTree(answer.body()) : null;
        } catch (IOException _) {
            return null;
        }
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
