package io.darkroom.service.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThan;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a relay sends, in which order, and what it does when the broker or a delete fails. */
class RelayTest extends Relays {
    @Test
    void sendsInOrderAndDeletes() throws SQLException {
        for (int i = 0; i < 500; i++) {
            append("key" + i % 7, "v" + i);
        }
        relay("a", Duration.ofMillis(50));
        await().until(() -> sent.size() == 500 && rows() == 0);
        for (int key = 0; key < 7; key++) {
            String prefix = "a:key" + key + "=v";
            List<Integer> values =
                    sent.stream()
                            .filter(line -> line.startsWith(prefix))
                            .map(line -> Integer.parseInt(line.substring(prefix.length())))
                            .toList();
            assertThat(values).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void aFailedRecordHoldsBackItsKeyAndNoOther() throws SQLException {
        tooLarge = value -> value.equals("bad");
        append("k1", "before");
        append("k1", "bad");
        append("k1", "after");
        append("k2", "other");
        relay("a", Duration.ofMillis(50));
        await().until(() -> sent.contains("a:k2=other") && rows() == 2);
        assertThat(sent).doesNotContain("a:k1=after");
        tooLarge = _ -> false;
        await().until(() -> rows() == 0);
        assertThat(sent.stream().filter(line -> line.startsWith("a:k1")))
                .containsExactly("a:k1=before", "a:k1=bad", "a:k1=after");
    }

    /** More than two batches, so that a relay that only reads what is oldest sees nothing else. */
    @Test
    void noNumberOfRefusedRecordsHoldsUpTheOthers() throws SQLException {
        tooLarge = value -> value.startsWith("bad");
        for (int i = 0; i < 250; i++) {
            append("bad" + i, "bad" + i);
            append("bad" + i, "after" + i);
        }
        append("good", "one");
        relay("a", Duration.ofMillis(50));
        await().until(() -> sent.contains("a:good=one"));
        append("good", "two");
        await().until(() -> sent.contains("a:good=two"));
        assertThat(sent).containsExactly("a:good=one", "a:good=two");

        tooLarge = _ -> false;
        await().until(() -> rows() == 0);
        assertThat(sent)
                .filteredOn(line -> line.startsWith("a:bad7="))
                .containsExactly("a:bad7=bad7", "a:bad7=after7");
    }

    /** A topic that refuses is tried again and again meanwhile, which holds up nobody either. */
    @Test
    void whatComesWhileARecordIsRefusedIsSentAtOnce() throws SQLException {
        longestBackoff = Duration.ofHours(1);
        tooLarge = value -> value.equals("bad");
        append("k1", "bad");
        relay("a", Duration.ofMinutes(10));
        append("k2", "one");
        await().until(() -> sent.contains("a:k2=one"));
        append("k2", "two");
        await().until(() -> sent.contains("a:k2=two"));
    }

    /** For each of its records the client would wait as long again. */
    @ParameterizedTest
    @MethodSource("reasons")
    void aTopicThatTakesNothingIsTriedOnceAndHoldsUpNoOther(Supplier<KafkaException> why)
            throws SQLException {
        longestBackoff = Duration.ofHours(1);
        closedTopic = "closed";
        whyClosed = why;
        for (int i = 0; i < 250; i++) {
            append("closed", "k" + i, "to be sent later");
        }
        append("k1", "one");
        relay("a", Duration.ofMillis(50));
        await().until(() -> sent.contains("a:k1=one"));
        append("closed", "k250", "to be sent later");
        append("k2", "two");
        await().until(() -> rows() == 251);
        assertThat(sent).containsExactly("a:k1=one", "a:k2=two");
        assertThat(triedInVain).hasValue(1);
    }

    static List<Supplier<KafkaException>> reasons() {
        return List.of(Relays::missing, Relays::forbidden);
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void whatATopicDidNotTakeIsSentOnceItDoes(Supplier<KafkaException> why) throws SQLException {
        closedTopic = "closed";
        whyClosed = why;
        append("closed", "k1", "one");
        append("closed", "k1", "two");
        relay("a", Duration.ofMillis(50));
        await().untilAtomic(triedInVain, greaterThan(1));
        closedTopic = "none";
        await().until(() -> rows() == 0);
        assertThat(sent).containsExactly("a:k1=one", "a:k1=two");
    }

    @Test
    void nothingIsLostWhileTheBrokerIsAway() throws SQLException {
        unreachable = _ -> true;
        append("k1", "one");
        append("k2", "two");
        var metrics = relay("a", Duration.ofMillis(20));
        await().until(() -> metrics.backlog().rows() == 2 && metrics.backlog().oldestSeconds() > 0);
        assertThat(sent).isEmpty();
        unreachable = _ -> false;
        await().until(() -> rows() == 0);
        assertThat(sent).containsExactlyInAnyOrder("a:k1=one", "a:k2=two");
    }

    @Test
    void notSentAgainWhereTheDeleteDidNotHappen() throws SQLException {
        crashAfterTheAcknowledgement();
        append("k1", "one");
        append("k2", "two");
        relay("a", Duration.ofMillis(20));
        await().until(() -> sent.size() == 2 && asked.get() >= 2);
        relays.getFirst().close();
        recover();

        append("k1", "three");
        relay("b", Duration.ofMillis(20));
        await().until(() -> rows() == 0);
        assertThat(sent).containsExactlyInAnyOrder("a:k1=one", "a:k2=two", "b:k1=three");
    }

    @Test
    void notSentAgainWhereTheAcknowledgementWasLost() throws SQLException {
        takenAndNotAcknowledged = value -> value.equals("one");
        append("k1", "one");
        append("k1", "two");
        relay("a", Duration.ofMillis(20));
        await().until(() -> rows() == 0);
        assertThat(sent).containsExactly("a:k1=one", "a:k1=two");
    }

    @Test
    void nothingIsSentBeforeItIsKnownWhatTheBrokerHas() throws SQLException {
        brokerTells = false;
        append("k1", "one");
        relay("a", Duration.ofMillis(20));
        await().until(() -> asked.get() >= 2);
        assertThat(sent).isEmpty();
        brokerTells = true;
        await().until(() -> rows() == 0);
        assertThat(sent).containsExactly("a:k1=one");
    }

    /** The delete fails as it would in a crash between the acknowledgement and the commit. */
    private static void crashAfterTheAcknowledgement() throws SQLException {
        sql(
                "create or replace function crash() returns trigger language plpgsql as"
                        + " 'begin raise exception ''crash''; end'");
        sql(
                "create trigger crash before delete on "
                        + TABLE
                        + " for each row execute function crash()");
    }

    @Test
    void aNotificationWakesQuickerThanThePoll() throws SQLException {
        relay("a", Duration.ofMinutes(10));
        append("k", "1");
        await().until(() -> rows() == 0);
        long start = System.nanoTime();
        append("k", "2");
        await().pollInterval(Duration.ofMillis(10)).until(() -> rows() == 0);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aRecordWaitsForItsTimeAndLetsOthersPass() throws SQLException {
        try (var connection = connection();
                var insert =
                        connection.prepareStatement(
                                "insert into "
                                        + TABLE
                                        + " (event_id, topic, record_key, headers, payload,"
                                        + " not_before) values (gen_random_uuid(), 't', 'k', '{}',"
                                        + " 'later', clock_timestamp() + interval '1500 ms')")) {
            insert.executeUpdate();
        }
        append("k", "now");
        relay("a", Duration.ofMillis(50));
        await().until(() -> sent.size() == 1);
        assertThat(sent).containsExactly("a:k=now");
        await().until(() -> rows() == 0);
        assertThat(sent).containsExactly("a:k=now", "a:k=later");
    }

    @Test
    void aTombstoneHasNoValue() throws SQLException {
        append("k", null);
        relay("a", Duration.ofMillis(50));
        await().until(() -> rows() == 0);
        assertThat(sent).containsExactly("a:k=null");
    }
}
