package io.darkroom.ingest.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.DeadLetter;
import io.darkroom.contracts.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** By what a letter is known. */
class LetterTest {

    @Test
    void aRecordWithoutAnIdIsKnownAgainAfterItsReplay() {
        var first = Letter.of(record(7, "no event"));
        var replayed = Letter.of(record(8, "no event"));
        var another = Letter.of(record(9, "no event either"));

        assertThat(replayed.id()).isEqualTo(first.id()).isNotEqualTo(another.id());
    }

    /** Nothing but its place tells one that was too large from another. */
    @Test
    void whatHasNoRecordIsKnownByWhereItLies() {
        var first = Letter.of(record(7, null));
        var again = Letter.of(record(7, null));
        var another = Letter.of(record(8, null));

        assertThat(again.id()).isEqualTo(first.id()).isNotEqualTo(another.id());
    }

    private static ConsumerRecord<String, byte[]> record(long offset, @Nullable String payload) {
        byte[] value = payload == null ? null : payload.getBytes(StandardCharsets.UTF_8);
        var record =
                new ConsumerRecord<String, byte[]>(
                        Topics.STAGE_FINISHED_DEAD, 0, offset, "no asset", value);
        record.headers()
                .add(DeadLetter.OFFSET, Long.toString(offset).getBytes(StandardCharsets.UTF_8))
                .add(DeadLetter.PARTITION, "0".getBytes(StandardCharsets.UTF_8));
        return record;
    }
}
