package io.darkroom.ingest.upload;

import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.ObjectStoreException;
import io.darkroom.storage.S3Config;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Sees to it that the buckets are there. A store that cannot be reached yet keeps the service from
 * being ready, and says why, rather than from starting. Once the buckets were seen the service
 * stays ready: records can be read while the store is away.
 */
@Singleton
@Readiness
class Buckets implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(Buckets.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final ObjectStore store;
    private final S3Config config;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Optional<String> missing = Optional.of("The object store was not asked yet");

    Buckets(ObjectStore store, S3Config config) {
        this.store = store;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("ensure-buckets").start(this::ensureUntilThere);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped.countDown();
    }

    @Override
    public HealthCheckResponse call() {
        var why = missing;
        var answer =
                HealthCheckResponse.named("object-store")
                        .status(why.isEmpty())
                        .withData("endpoint", config.endpoint().toString());
        why.ifPresent(text -> answer.withData("problem", text));
        return answer.build();
    }

    private void ensureUntilThere() {
        try {
            do {
                ensure();
            } while (missing.isPresent()
                    && !stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tries once. */
    void ensure() {
        Optional<String> why = attempt();
        if (!why.equals(missing)) {
            why.ifPresentOrElse(
                    text -> LOG.warnf("The buckets are not there yet cause=%s", text),
                    () -> LOG.infof("The buckets are there endpoint=%s", config.endpoint()));
        }
        missing = why;
    }

    private Optional<String> attempt() {
        try {
            List.of(config.originalsBucket(), config.variantsBucket()).forEach(store::ensureBucket);
            return Optional.empty();
        } catch (ObjectStoreException e) {
            return Optional.of(
                    e.getMessage()
                            + "; check darkroom.s3.endpoint, its keys, and that the store runs");
        }
    }
}
