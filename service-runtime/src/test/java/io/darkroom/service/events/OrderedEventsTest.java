package io.darkroom.service.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.AssetWithdrawn;
import io.darkroom.contracts.CloudEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OrderedEventsTest {
    private static final TopicPartition PARTITION = new TopicPartition("topic", 0);

    private final OrderedEvents events = new OrderedEvents(new DeadLetters(Map.of()));

    /** Revisions of the events that the work was given, a list for each time. */
    private final List<List<Long>> given = new ArrayList<>();

    @Test
    void whatAPollBringsIsAppliedTogether() {
        apply(_ -> Uni.createFrom().voidItem());

        assertThat(given).containsExactly(List.of(1L, 2L, 3L));
    }

    @Test
    void whatCannotBeAppliedTogetherIsAppliedOneByOneInOrder() {
        apply(together ->
                together.size() > 1
                        ? Uni.createFrom().failure(new IllegalStateException("one of them"))
                        : Uni.createFrom().voidItem());

        assertThat(given)
                .containsExactly(List.of(1L, 2L, 3L), List.of(1L), List.of(2L), List.of(3L));
    }

    private void apply(Function<List<Long>, Uni<Void>> work) {
        var records = LongStream.rangeClosed(1, 3).mapToObj(OrderedEventsTest::record).toList();
        var poll =
                new IncomingKafkaRecordBatchMetadata<String, byte[]>(
                        new ConsumerRecords<>(Map.of(PARTITION, records), Map.of()),
                        List.of(),
                        "channel",
                        0,
                        Map.of(),
                        0);
        events.applyAll(
                        poll,
                        AssetWithdrawn.class,
                        "consumer",
                        received -> {
                            var revisions =
                                    received.stream()
                                            .map(each -> each.event().data().revision())
                                            .toList();
                            given.add(revisions);
                            return work.apply(revisions);
                        })
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private static ConsumerRecord<String, byte[]> record(long revision) {
        var event =
                CloudEvent.of(
                        UUID.randomUUID(),
                        "/test",
                        Instant.now(),
                        new AssetWithdrawn(
                                UUID.randomUUID(), "default", revision, "why", Instant.now()));
        var record = new ConsumerRecord<>(PARTITION.topic(), 0, revision, "key", event.value());
        event.headers()
                .forEach((name, value) ->
                        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }
}
