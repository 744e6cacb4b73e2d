package io.darkroom.stage;

import io.darkroom.contracts.CanaryFinished;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.DeadLetter;
import io.darkroom.contracts.Event;
import io.darkroom.contracts.EventIds;
import io.darkroom.contracts.EventType;
import io.darkroom.contracts.Failure;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageFinished;
import io.darkroom.contracts.StageInstance;
import io.darkroom.contracts.Topics;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells the world how a stage ended; where this instance is a canary, only whoever compares it with
 * the stage. Returns once the broker has it.
 */
@ApplicationScoped
class OutcomePublisher {
    private static final Logger LOG = Logger.getLogger(OutcomePublisher.class);
    private static final Backoff UNTIL_IT_IS_TAKEN =
            new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));

    private final Producer<byte[], byte[]> producer;
    private final Tracing tracing;
    private final Canary canary;

    OutcomePublisher(KafkaClients clients, Tracing tracing, Canary canary) {
        this.producer = clients.producer();
        this.tracing = tracing;
        this.canary = canary;
    }

    /**
     * @throws PublishException if the broker does not take it
     */
    void publish(StageFinished finished) throws InterruptedException {
        if (canary.name().isPresent()) {
            var made = new CanaryFinished(canary.name().get(), finished);
            publish(finished.stage(), EventIds.canaryFinished(made), made, Topics.STAGE_CANARY);
        } else {
            publish(
                    finished.stage(),
                    EventIds.stageFinished(finished),
                    finished,
                    Topics.STAGE_FINISHED);
        }
    }

    private void publish(Stage stage, UUID id, Event fact, String topic)
            throws InterruptedException {
        var event = CloudEvent.of(id, StageGroups.source(stage), Instant.now(), fact);
        var message = new ProducerRecord<>(topic, bytes(event.subject()), event.value());
        add(message, event.headers());
        send(message);
    }

    /**
     * Tells of something that is no stage's outcome, on the topic of its kind; the key is the
     * subject. What befalls a canary is nobody's business.
     *
     * @throws PublishException if the broker does not take it
     */
    void announce(CloudEvent<?> event) throws InterruptedException {
        if (canary.is()) {
            LOG.infof("A canary tells nobody of an event; type=%s", event.type());
            return;
        }
        String topic = EventType.find(event.type()).orElseThrow().topic();
        var message = new ProducerRecord<>(topic, bytes(event.subject()), event.value());
        add(message, event.headers());
        send(message);
    }

    /**
     * Puts a record aside, unchanged but for the reason in its headers, and waits until the broker
     * takes it: a record that is given back instead is dropped once the broker has delivered it too
     * often, without a word. A canary owes nobody what it could not do.
     *
     * @param attempts how often it was tried
     * @throws InterruptedException if the service stops meanwhile; the record is to be given back
     */
    void deadLetter(Stage stage, Delivery delivery, Failure reason, int attempts)
            throws InterruptedException {
        if (canary.is()) {
            LOG.infof("A canary gives a record up; stage=%s error=%s", stage, reason.type());
            return;
        }
        for (int refusals = 1; !isSetAside(stage, delivery, reason, attempts); refusals++) {
            Thread.sleep(UNTIL_IT_IS_TAKEN.after(refusals));
        }
    }

    private boolean isSetAside(Stage stage, Delivery delivery, Failure reason, int attempts)
            throws InterruptedException {
        var record = delivery.record();
        var letter =
                new DeadLetter(
                        reason,
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        stage.id(),
                        attempts);
        try {
            setAside(Topics.deadLetters(stage), record, letter);
            return true;
        } catch (PublishException e) {
            LOG.warnf(
                    "A dead letter waits until the broker takes it; stage=%s error=%s",
                    stage, String.valueOf(e.getCause()));
            return false;
        }
    }

    /** Whole, or, where it is too large for that, its reason and where it lies. */
    private void setAside(String topic, ConsumerRecord<byte[], byte[]> record, DeadLetter letter)
            throws InterruptedException {
        var whole =
                new ProducerRecord<>(topic, null, record.key(), record.value(), record.headers());
        add(whole, letter.headers());
        try {
            send(whole);
        } catch (PublishException e) {
            int size = size(record);
            if (!(e.getCause() instanceof RecordTooLargeException) || !letter.goesAlone(size)) {
                throw e;
            }
            boolean known = length(record.key()) <= DeadLetter.LONGEST_KEY;
            var alone =
                    new ProducerRecord<byte[], byte[]>(topic, known ? record.key() : null, null);
            add(alone, letter.headersAlone(size));
            send(alone);
        }
    }

    private static int size(ConsumerRecord<byte[], byte[]> record) {
        int size = length(record.key()) + length(record.value());
        for (Header header : record.headers()) {
            size += length(header.value());
        }
        return size;
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    /** Tells operations; what is not taken is made good by the next report. */
    void tell(StageInstance report) {
        var event =
                new CloudEvent<>(
                        UUID.randomUUID().toString(),
                        "/darkroom/" + report.service(),
                        StageInstance.TYPE,
                        report.at(),
                        report.instance(),
                        report);
        var message =
                new ProducerRecord<>(
                        Topics.STAGE_INSTANCES, bytes(report.instance()), event.value());
        add(message, event.headers());
        try {
            var _ = producer.send(message);
        } catch (org.apache.kafka.common.KafkaException e) {
            LOG.debugf("What this instance does could not be told; error=%s", e.getMessage());
        }
    }

    @PreDestroy
    void close() {
        producer.close(Duration.ofSeconds(5));
    }

    private void send(ProducerRecord<byte[], byte[]> message) throws InterruptedException {
        tracing.inject(message.headers());
        try {
            producer.send(message).get();
        } catch (ExecutionException e) {
            throw new PublishException(message.topic(), e.getCause());
        } catch (org.apache.kafka.common.errors.InterruptException _) {
            Thread.interrupted();
            throw new InterruptedException("Stopped while publishing");
        } catch (org.apache.kafka.common.KafkaException e) {
            throw new PublishException(message.topic(), e);
        }
    }

    private static void add(ProducerRecord<byte[], byte[]> message, Map<String, String> headers) {
        headers.forEach((name, value) -> message.headers().add(name, bytes(value)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
