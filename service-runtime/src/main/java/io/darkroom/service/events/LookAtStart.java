package io.darkroom.service.events;

import io.darkroom.broker.Offsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.jboss.logging.Logger;

/**
 * A look at the broker when a service starts, on a thread of its own, again and again until the
 * broker answers: neither it nor its topics need be there yet.
 */
public final class LookAtStart implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LookAtStart.class);

    private final String name;
    private final Map<String, Object> connection;
    private final Duration between;
    private final Look look;
    private final Thread looking;

    /** What is done once the broker answers. */
    @FunctionalInterface
    public interface Look {
        /**
         * Looks; whatever it throws, it is tried again later, except when it is interrupted.
         *
         * @throws ExecutionException if the broker does not answer
         */
        void at(Admin admin) throws ExecutionException, InterruptedException;
    }

    private LookAtStart(String name, Map<String, Object> connection, Duration between, Look look) {
        this.name = name;
        this.connection = connection;
        this.between = between;
        this.look = look;
        this.looking = Thread.ofVirtual().name(name).unstarted(this::lookUntilAnswered);
    }

    /**
     * Begins to look.
     *
     * @param name of the thread, and in what is logged
     * @param connection Kafka's settings
     * @param between the wait after a look that failed
     */
    public static LookAtStart begin(
            String name, Map<String, Object> connection, Duration between, Look look) {
        var begun = new LookAtStart(name, connection, between, look);
        begun.looking.start();
        return begun;
    }

    /** Whether it has neither been answered nor been closed yet. */
    boolean isLooking() {
        return looking.isAlive();
    }

    /** Looks no more; returns at once. */
    @Override
    public void close() {
        looking.interrupt();
    }

    private void lookUntilAnswered() {
        try {
            while (!isAnswered()) {
                Thread.sleep(between);
            }
        } catch (InterruptedException _) {
            // The service stops.
        }
    }

    private boolean isAnswered() throws InterruptedException {
        try (Admin admin = Offsets.impatient(connection)) {
            look.at(admin);
            return true;
        } catch (ExecutionException | RuntimeException e) {
            LOG.debugf(
                    "The topics cannot be looked at yet; look=%s error=%s", name, e.getMessage());
            return false;
        }
    }
}
