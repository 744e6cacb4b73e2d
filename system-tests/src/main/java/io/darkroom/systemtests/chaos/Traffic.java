package io.darkroom.systemtests.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Json;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Backends that hand in pictures as the documentation tells them to: an {@code Idempotency-Key} for
 * each, and the same request again until there is an answer that says what became of it.
 */
final class Traffic {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String BOUNDARY = "darkroom-chaos";

    private final Rig rig;
    private final Model model;
    private final Leaving leaving;
    private final long seed;
    private final Duration pause;
    private final AtomicInteger next = new AtomicInteger();
    private final List<Thread> backends = new ArrayList<>();
    private volatile boolean over;
    private volatile boolean givenUp;

    /**
     * @param pause between an answer and the same backend's next picture
     */
    Traffic(Rig rig, Model model, Leaving leaving, long seed, int backends, Duration pause) {
        this.rig = rig;
        this.model = model;
        this.leaving = leaving;
        this.seed = seed;
        this.pause = pause;
        for (int i = 0; i < backends; i++) {
            this.backends.add(Thread.ofVirtual().name("backend-" + i).start(this::handIn));
        }
    }

    /** No further picture. */
    void stop() {
        over = true;
    }

    /** No further picture; those without an answer are asked about for this long. */
    void end(Duration atMost) throws InterruptedException {
        stop();
        long deadline = System.nanoTime() + atMost.toNanos();
        for (Thread backend : backends) {
            backend.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        }
        givenUp = true;
        for (Thread backend : backends) {
            backend.join();
        }
    }

    private void handIn() {
        try {
            while (!over) {
                one(next.getAndIncrement());
                Thread.sleep(pause);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void one(int number) throws InterruptedException {
        var kind = kind(new Random(seed * 1_000_003 + number));
        String externalId = "chaos-" + seed + "-" + number + "-" + kind;
        model.began(externalId, kind);
        for (int attempt = 0; !givenUp; attempt++) {
            try {
                var answer = post(kind, externalId, number + attempt);
                if (isLastWord(answer.statusCode())) {
                    model.answered(externalId, kind, answer.statusCode(), id(answer));
                    return;
                }
            } catch (IOException _) {
                // Whether it was taken is not known: ask again, with the same key.
            }
            Thread.sleep(1000);
        }
    }

    private static Model.Kind kind(Random random) {
        int drawn = random.nextInt(100);
        if (drawn < 70) {
            return Model.Kind.PLAIN;
        }
        if (drawn < 80) {
            return Model.Kind.APPROVED;
        }
        if (drawn < 90) {
            return Model.Kind.REJECTED;
        }
        return drawn < 95 ? Model.Kind.TRUNCATED : Model.Kind.TEXT;
    }

    /** 409 says that the first request with this key still runs, or seems to. */
    private static boolean isLastWord(int status) {
        return status < 500 && status != 409 && status != 429 && status != 408;
    }

    private static java.util.@org.jspecify.annotations.Nullable UUID id(
            HttpResponse<String> answer) {
        if (answer.statusCode() != 202) {
            return null;
        }
        try {
            return UUID.fromString(Json.mapper().readTree(answer.body()).path("id").asText());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A 202 without an asset: " + answer.body(), e);
        }
    }

    private HttpResponse<String> post(Model.Kind kind, String externalId, int attempt)
            throws IOException, InterruptedException {
        var ingests = rig.ingests();
        var ingest = ingests.get(attempt % ingests.size());
        var request =
                HttpRequest.newBuilder(ingest.url().resolve("/v1/assets"))
                        .timeout(leaving.patience(PATIENCE))
                        .header("Authorization", "Bearer " + rig.apiKey())
                        .header("Idempotency-Key", "\"" + externalId + "\"")
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(
                                BodyPublishers.ofByteArrays(
                                        List.of(
                                                part("request", "application/json"),
                                                request(kind, externalId),
                                                part("file\"; filename=\"chaos.jpg", "image/jpeg"),
                                                Drawn.of(kind, externalId),
                                                ascii("\r\n--" + BOUNDARY + "--\r\n"))))
                        .build();
        return rig.http().send(request, BodyHandlers.ofString());
    }

    private static byte[] part(String name, String type) {
        return ascii(
                "\r\n--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\nContent-Type: %s\r\n\r\n"
                        .formatted(BOUNDARY, name, type));
    }

    private static byte[] request(Model.Kind kind, String externalId) {
        boolean looked = kind == Model.Kind.APPROVED || kind == Model.Kind.REJECTED;
        return ascii(
                "{\"externalId\": \"%s\", \"moderation\": \"%s\"}"
                        .formatted(externalId, looked ? "required" : "skip"));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The state that reviewers leave an asset of this kind in. */
    static boolean isApproved(String externalId) {
        return externalId.endsWith(Model.Kind.APPROVED.name());
    }

    static boolean rests(Asset.State state) {
        return state != Asset.State.ENRICHING && state != Asset.State.IN_REVIEW;
    }
}
