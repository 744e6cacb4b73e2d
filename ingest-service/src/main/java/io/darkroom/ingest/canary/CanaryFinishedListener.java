package io.darkroom.ingest.canary;

import io.darkroom.contracts.CanaryFinished;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.MalformedEventException;
import io.darkroom.service.events.OrderedEvents;
import io.darkroom.service.problem.Outage;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Hears of what canaries made. It waits for a database that is away; what cannot be read or written
 * down otherwise is logged and left: nobody is owed a measurement.
 */
@ApplicationScoped
class CanaryFinishedListener {
    private static final Logger LOG = Logger.getLogger(CanaryFinishedListener.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final CanaryOutcomes outcomes;

    CanaryFinishedListener(CanaryOutcomes outcomes) {
        this.outcomes = outcomes;
    }

    @Incoming(Channels.CANARY_FINISHED)
    @RunOnVirtualThread
    void on(ConsumerRecord<String, byte[]> record) throws InterruptedException {
        while (!isTaken(record)) {
            Thread.sleep(PAUSE);
        }
    }

    private boolean isTaken(ConsumerRecord<String, byte[]> record) {
        try {
            outcomes.put(
                    CloudEvent.read(
                            OrderedEvents.headers(record), record.value(), CanaryFinished.class));
        } catch (MalformedEventException e) {
            LOG.warnf(
                    "What a canary made cannot be read partition=%d offset=%d cause=%s",
                    record.partition(), record.offset(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.warnf(
                    "What a canary made is not written down partition=%d offset=%d cause=%s",
                    record.partition(), record.offset(), e.toString());
            return !Outage.isBehind(e);
        }
        return true;
    }
}
