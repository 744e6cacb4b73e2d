package io.darkroom.ingest.deadletter;

import io.darkroom.service.problem.Outage;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Hears of dead letters. One that cannot be written down is tried a few times, and as long as the
 * database is away; what then cannot be is left to its topic, and logged: there is no place behind
 * the last one.
 */
@ApplicationScoped
class DeadLetterListener {
    private static final Logger LOG = Logger.getLogger(DeadLetterListener.class);
    private static final int ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final DeadLetterIndex index;

    DeadLetterListener(DeadLetterIndex index) {
        this.index = index;
    }

    @Incoming(Channels.DEAD_LETTERS)
    @RunOnVirtualThread
    void on(ConsumerRecord<String, byte[]> record) throws InterruptedException {
        for (int attempt = 1; attempt <= ATTEMPTS; ) {
            try {
                index.put(Letter.of(record));
                return;
            } catch (RuntimeException e) {
                LOG.warnf(
                        "A dead letter waits to be written down topic=%s offset=%d cause=%s",
                        record.topic(), record.offset(), e.toString());
                attempt += Outage.isBehind(e) ? 0 : 1;
                Thread.sleep(PAUSE);
            }
        }
        LOG.errorf(
                "A dead letter is not in the index, only on its topic topic=%s partition=%d"
                        + " offset=%d",
                record.topic(), record.partition(), record.offset());
    }
}
