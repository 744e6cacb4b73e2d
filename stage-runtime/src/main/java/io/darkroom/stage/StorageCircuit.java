package io.darkroom.stage;

import io.darkroom.contracts.ObjectRef;
import io.darkroom.storage.ObjectMissingException;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.ObjectStoreException;
import io.darkroom.storage.ObjectTooLargeException;
import io.darkroom.storage.S3Config;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The way to the object store. While the store is away, or refuses everybody, requests wait here
 * with their records in hand instead of failing, so that an outage burns no attempts; and the loops
 * take no new records.
 */
@ApplicationScoped
class StorageCircuit {
    private static final Logger LOG = Logger.getLogger(StorageCircuit.class);

    private final ObjectStore store;
    private final ObjectRef probe;
    private final int threshold;
    private final Backoff backoff;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicReference<@Nullable String> problem = new AtomicReference<>();

    StorageCircuit(ObjectStore store, S3Config s3, StageConfig config) {
        this.store = store;
        this.probe = new ObjectRef(s3.variantsBucket(), "variants/probe");
        this.threshold = config.circuit().failures();
        this.backoff = new Backoff(Duration.ofMillis(200), config.circuit().pause());
    }

    /**
     * Sends the request until the store answers it.
     *
     * @throws ObjectMissingException if that is the answer
     * @throws ObjectTooLargeException if that is the answer
     * @throws InterruptedException if the service stops meanwhile
     */
    <T> T call(Function<ObjectStore, T> request) throws InterruptedException {
        while (true) {
            try {
                T answer = request.apply(store);
                closed();
                return answer;
            } catch (ObjectMissingException | ObjectTooLargeException e) {
                closed();
                throw e;
            } catch (ObjectStoreException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("Stopped while the object store was away");
                }
                Thread.sleep(backoff.after(failed(e)));
            }
        }
    }

    /** Asks before the first record: a store that is away already opens the circuit at once. */
    void look() {
        try {
            store.stat(probe);
        } catch (ObjectStoreException e) {
            failures.set(threshold);
            failed(e);
        }
    }

    /** Asks the store once whether it is back. */
    void probe() {
        try {
            store.stat(probe);
            closed();
        } catch (ObjectStoreException e) {
            failed(e);
        }
    }

    boolean isOpen() {
        return problem.get() != null;
    }

    /** What is wrong, while the circuit is open. */
    Optional<String> problem() {
        return Optional.ofNullable(problem.get());
    }

    private int failed(ObjectStoreException e) {
        int count = failures.incrementAndGet();
        if (count >= threshold && problem.getAndSet(String.valueOf(e.getMessage())) == null) {
            LOG.warnf("The object store is away, stages pause; error=%s", e.getMessage());
        }
        return count;
    }

    private void closed() {
        failures.set(0);
        if (problem.getAndSet(null) != null) {
            LOG.info("The object store is back, stages go on");
        }
    }
}
