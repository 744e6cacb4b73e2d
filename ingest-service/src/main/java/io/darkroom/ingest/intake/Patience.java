package io.darkroom.ingest.intake;

import io.darkroom.contracts.Failure;
import io.darkroom.service.events.DeadLetters;
import io.darkroom.service.problem.Outage;
import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.service.problem.ProblemType;
import io.darkroom.storage.ObjectStoreException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Works on one record until it is done or set aside, on the thread that it was given: what cannot
 * be accepted goes to the dead letters with its problem at once; what a part that is down keeps
 * from being done waits as long as that part is down; everything else is tried a few times. Order
 * does not matter to uploads, so a record that waits holds up no other.
 */
@ApplicationScoped
public class Patience {
    private static final Logger LOG = Logger.getLogger(Patience.class);
    private static final int ATTEMPTS = 4;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration OUTAGE_PAUSE = Duration.ofSeconds(2);
    private static final String FETCH_FAILED = ProblemType.FETCH_FAILED.urn();

    private final DeadLetters deadLetters;
    private final Duration firstPause;
    private final Duration outagePause;

    @Inject
    Patience(DeadLetters deadLetters) {
        this(deadLetters, FIRST_PAUSE, OUTAGE_PAUSE);
    }

    Patience(DeadLetters deadLetters, Duration firstPause, Duration outagePause) {
        this.deadLetters = deadLetters;
        this.firstPause = firstPause;
        this.outagePause = outagePause;
    }

    /** What is done with a record; repeated where it fails, so it must bear that. */
    @FunctionalInterface
    public interface Work {
        void run();
    }

    /**
     * Does the work. Blocks, for as long as an outage lasts.
     *
     * @param consumer names the dead letters
     */
    public void work(ConsumerRecord<String, byte[]> record, String consumer, Work work) {
        int attempt = 1;
        while (true) {
            try {
                work.run();
                return;
            } catch (ProblemException e) {
                if (!mayPass(e.problem()) || attempt == ATTEMPTS) {
                    setAside(deadLetters.setAside(record, consumer, e.problem(), attempt));
                    return;
                }
                attempt = again(consumer, attempt, e);
            } catch (RuntimeException e) {
                if (!isOutage(e) && attempt == ATTEMPTS) {
                    LOG.errorf(e, "A record cannot be taken in consumer=%s", consumer);
                    setAside(deadLetters.setAside(record, consumer, unexpected(e), attempt));
                    return;
                }
                attempt = again(consumer, attempt, e);
            }
        }
    }

    /** Sets a record aside that is none of those that its topic is for. Blocks. */
    public void malformed(ConsumerRecord<String, byte[]> record, String consumer, String detail) {
        var why = Failure.of("event-malformed", "The record is no event", detail);
        setAside(deadLetters.setAside(record, consumer, why, 1));
    }

    private int again(String consumer, int attempt, RuntimeException e) {
        boolean outage = isOutage(e);
        LOG.warnf(
                "A record waits to be taken in consumer=%s attempt=%d cause=%s",
                consumer, attempt, e.toString());
        pause(outage ? outagePause : firstPause.multipliedBy(1L << (attempt - 1)));
        return outage ? attempt : attempt + 1;
    }

    /** A server that does not answer now may do so soon. */
    private static boolean mayPass(Problem problem) {
        return problem.type().equals(FETCH_FAILED);
    }

    private static boolean isOutage(RuntimeException e) {
        return e instanceof ObjectStoreException store ? store.worthRetrying() : Outage.isBehind(e);
    }

    private static Failure unexpected(RuntimeException e) {
        return Failure.of(
                "event-not-applied",
                "The event could not be applied",
                e.getClass().getSimpleName());
    }

    /** A record is not done with until Kafka has it. */
    private static void setAside(Uni<Void> sending) {
        sending.await().indefinitely();
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a record waits", e);
        }
    }
}
