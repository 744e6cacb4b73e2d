package io.darkroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.ReviewRequested;
import io.darkroom.contracts.Topics;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The desk dies in the middle of a large batch of decisions. */
class KilledDeskFaultIT {
    private static final int DECISIONS = 500;

    private final RunningDarkroom darkroom = RunningDarkroom.get();
    private final Backend backend = new Backend(darkroom);
    private final Stores stores = new Stores(darkroom);
    private final WaitingReviews queue = new WaitingReviews(darkroom);

    @Test
    void everyDecisionIsRecordedAndEmittedOnceOrWasNotTaken() throws Exception {
        var reviews = queue.send(DECISIONS);
        var answer = CompletableFuture.supplyAsync(() -> tryToDecide(reviews));
        await("decisions are on their way")
                .atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> answer.isDone() || writing());
        long dead = darkroom.kill("moderation");
        @Nullable Response first = answer.get();
        await("moderation starts again")
                .atMost(Duration.ofMinutes(1))
                .until(() -> darkroom.pid("moderation") != dead);

        long recorded = decided(reviews);
        if (first == null) {
            assertThat(recorded).as("all or none of an unanswered batch").isIn(0L, 500L);
        } else {
            assertThat(recorded).isEqualTo(DECISIONS);
        }
        // Whoever got no answer sends the batch again.
        var second =
                await("the batch is taken")
                        .atMost(Duration.ofMinutes(1))
                        .ignoreExceptions()
                        .until(() -> decide(reviews), response -> response.statusCode() == 200);

        assertThat(second.jsonPath().getList("results.status", String.class))
                .hasSize(DECISIONS)
                .containsOnly("ACCEPTED");
        var ids = new HashSet<>(reviews.stream().map(ReviewRequested::reviewId).toList());
        await("every decision is emitted")
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> {
                    var events = emitted(ids);
                    assertThat(events.keySet()).isEqualTo(ids);
                    assertThat(events.values())
                            .as("one event for each review, however often it was sent")
                            .allMatch(eventIds -> eventIds.size() == 1);
                });
    }

    private @Nullable Response tryToDecide(List<ReviewRequested> reviews) {
        try {
            return decide(reviews);
        } catch (Exception _) {
            return null; // no answer
        }
    }

    private Response decide(List<ReviewRequested> reviews) {
        var decisions =
                reviews.stream()
                        .map(review ->
                                Map.of(
                                        "reviewId",
                                        review.reviewId(),
                                        "revision",
                                        2,
                                        "verdict",
                                        "REJECT"))
                        .toList();
        return backend.moderation()
                .contentType("application/json")
                .body(Map.of("decisions", decisions))
                .post("/v1/reviews/decisions");
    }

    /** Whether a transaction that writes decisions is open in the database. */
    private boolean writing() {
        return stores.count(
                        "select count(*) from pg_locks where relation ="
                                + " 'moderation.outbox'::regclass and mode = 'RowExclusiveLock'")
                > 0;
    }

    private long decided(List<ReviewRequested> reviews) {
        return queue.count("state = 'DECIDED'", reviews);
    }

    /** The ids of the events about each of these reviews. */
    private Map<UUID, Set<String>> emitted(Set<UUID> reviews) {
        var found = new HashMap<UUID, Set<String>>();
        for (var record : darkroom.records(Topics.REVIEW_DECIDED)) {
            UUID review = UUID.fromString(Backend.tree(record.value()).path("reviewId").asText());
            if (reviews.contains(review)) {
                found.computeIfAbsent(review, _ -> new HashSet<>())
                        .add(CloudEvent.text(record.headers().lastHeader("ce_id").value()));
            }
        }
        return found;
    }
}
