package io.darkroom.ingest.sweep;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jboss.logging.Logger;

/**
 * What is done now and then, beside requests and events. A chore ends before the service takes away
 * what it works with: none begins once the service stops, and the one under way is waited for.
 */
@ApplicationScoped
public class Chores {
    private static final Logger LOG = Logger.getLogger(Chores.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ReentrantReadWriteLock running = new ReentrantReadWriteLock();
    private volatile boolean stopping;

    /** Does the chore; one that fails is logged, and has its next turn. */
    public void run(String name, Runnable chore) {
        running.readLock().lock();
        try {
            if (!stopping) {
                chore.run();
            }
        } catch (RuntimeException e) {
            LOG.warnf(e, "A chore is left to its next turn chore=%s", name);
        } finally {
            running.readLock().unlock();
        }
    }

    /** Whether a long chore should end where it is. */
    public boolean stopping() {
        return stopping;
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        if (running.writeLock().tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            running.writeLock().unlock();
        } else {
            LOG.warnf("A chore did not end in time seconds=%d", PATIENCE.toSeconds());
        }
    }
}
