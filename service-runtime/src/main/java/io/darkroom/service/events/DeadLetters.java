package io.darkroom.service.events;

import io.darkroom.contracts.DeadLetter;
import io.darkroom.contracts.Failure;
import io.darkroom.contracts.Topics;
import io.darkroom.service.problem.Problem;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sets records aside that cannot be read or applied: unchanged, with the reason in headers. One
 * that is too large for that leaves its reason, and where it lies.
 */
@Singleton
public class DeadLetters {
    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Map<String, Object> connection;
    private @Nullable KafkaSender sender;

    DeadLetters(@Identifier("default-kafka-broker") Map<String, Object> connection) {
        this.connection = Map.copyOf(connection);
    }

    /**
     * Sends the record to the dead letters of its topic and consumer, again and again where Kafka
     * does not take it: a consumer that is told of the failure would stop reading for good.
     *
     * @return completes once Kafka has it, so that the record may be acknowledged; never fails
     */
    public Uni<Void> setAside(
            ConsumerRecord<String, byte[]> record, String consumer, Failure why, int attempts) {
        return setAside(
                record,
                new DeadLetter(
                        why,
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        consumer,
                        attempts));
    }

    /**
     * Sends the record to the dead letters of its topic and consumer, with the whole problem
     * document that HTTP would have answered.
     *
     * @return as the other
     */
    public Uni<Void> setAside(
            ConsumerRecord<String, byte[]> record, String consumer, Problem why, int attempts) {
        return setAside(
                record,
                new DeadLetter(
                        why.toFailure(),
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        consumer,
                        attempts,
                        why.json()));
    }

    private Uni<Void> setAside(ConsumerRecord<String, byte[]> record, DeadLetter letter) {
        LOG.warnf(
                "Set a record aside consumer=%s topic=%s partition=%d offset=%d error=%s",
                letter.consumer(),
                record.topic(),
                record.partition(),
                record.offset(),
                letter.error().type());
        return Uni.createFrom()
                .completionStage(() -> send(record, letter))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure()
                .invoke(failure ->
                        LOG.errorf(
                                "Kafka does not take a dead letter, trying again consumer=%s"
                                        + " topic=%s partition=%d offset=%d cause=%s",
                                letter.consumer(),
                                record.topic(),
                                record.partition(),
                                record.offset(),
                                failure.toString()))
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .replaceWithVoid();
    }

    private CompletionStage<RecordMetadata> send(
            ConsumerRecord<String, byte[]> record, DeadLetter letter) {
        String topic = Topics.deadLetters(letter.topic(), letter.consumer());
        var whole =
                new ProducerRecord<>(topic, null, record.key(), record.value(), record.headers());
        int size = size(record);
        return sender().send(with(letter.headers(), whole))
                .exceptionallyCompose(failure -> {
                    if (failure instanceof RecordTooLargeException && letter.goesAlone(size)) {
                        return sender().send(with(letter.headersAlone(size), alone(topic, record)));
                    }
                    return CompletableFuture.failedFuture(failure);
                });
    }

    private static ProducerRecord<String, byte[]> alone(
            String topic, ConsumerRecord<String, byte[]> record) {
        boolean known = record.serializedKeySize() <= DeadLetter.LONGEST_KEY;
        return new ProducerRecord<>(topic, known ? record.key() : null, null);
    }

    private static int size(ConsumerRecord<String, byte[]> record) {
        int size = record.serializedKeySize() + record.serializedValueSize();
        for (Header header : record.headers()) {
            size += header.value() == null ? 0 : header.value().length;
        }
        return size;
    }

    private static ProducerRecord<String, byte[]> with(
            Map<String, String> headers, ProducerRecord<String, byte[]> message) {
        headers.forEach((name, value) ->
                message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return message;
    }

    private synchronized KafkaSender sender() {
        if (sender == null) {
            sender = KafkaSender.connect(connection, SEND_TIMEOUT);
        }
        return sender;
    }

    @PreDestroy
    synchronized void close() {
        if (sender != null) {
            sender.close();
        }
    }
}
