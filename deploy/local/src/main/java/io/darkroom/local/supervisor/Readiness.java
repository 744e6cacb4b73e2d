package io.darkroom.local.supervisor;

import io.darkroom.local.command.UsageException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Waits until services say that they are ready. */
final class Readiness {
    private static final Duration ASK_EVERY = Duration.ofMillis(100);

    /** Deaths before it was ever ready that say: it will not come up. */
    private static final int STARTS_IN_VAIN = 3;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Duration timeout;

    Readiness(Duration timeout) {
        this.timeout = timeout;
    }

    /**
     * Returns once the service is ready.
     *
     * @throws UsageException if it is not within the timeout, or dies again and again
     */
    void await(ManagedService service) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        URI health = service.spec().url().resolve("/q/health/ready");
        while (!isReady(health)) {
            if (service.starts() > STARTS_IN_VAIN || System.nanoTime() > deadline) {
                throw new UsageException(
                        "%s does not get ready (started %d times, asked at %s); see its log in"
                                        .formatted(service.spec().name(), service.starts(), health)
                                + " the state directory's logs/");
            }
            Thread.sleep(ASK_EVERY);
        }
    }

    private boolean isReady(URI health) throws InterruptedException {
        var request = HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(5)).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            // Not listening yet.
            return false;
        }
    }
}
