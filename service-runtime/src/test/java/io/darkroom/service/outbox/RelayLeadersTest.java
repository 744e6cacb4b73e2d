package io.darkroom.service.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which of several relays sends, and what becomes of it where leaders or their connections die. */
class RelayLeadersTest extends Relays {
    @Test
    void ofTwoRelaysOneSendsAndTheOtherTakesOverWhenItsConnectionDies() throws SQLException {
        relay("a", Duration.ofMillis(50));
        append("k", "1");
        await().until(() -> sent.contains("a:k=1"));
        relay("b", Duration.ofMillis(50));
        for (int i = 2; i < 20; i++) {
            append("k", Integer.toString(i));
        }
        await().until(() -> rows() == 0);
        assertThat(sent).allMatch(line -> line.startsWith("a:"));

        relays.getFirst().close();
        append("k", "20");
        await().until(() -> sent.contains("b:k=20"));
    }

    @Test
    void aLeaderWhoseConnectionIsKilledIsReplaced() throws SQLException {
        relay("a", Duration.ofMillis(50));
        append("k", "1");
        await().until(() -> rows() == 0);
        killLeader();
        append("k", "2");
        await().until(() -> rows() == 0);
        assertThat(sent).containsExactly("a:k=1", "a:k=2");
    }

    /** The one whose process died sends nothing more; its connection ends with it. */
    @Test
    void theOrderOfEveryKeyIsKeptWhereLeadersDieAmongManyRecords() throws SQLException {
        relay("a", Duration.ofMillis(20));
        relay("b", Duration.ofMillis(20));
        for (int i = 0; i < 300; i++) {
            append("key" + i % 5, "v" + i);
            if (i % 75 == 50) {
                int sentBefore = sent.size();
                await().until(() -> sent.size() > sentBefore || rows() == 0);
                killLeader();
            }
        }
        await().until(() -> rows() == 0);

        for (int key = 0; key < 5; key++) {
            String own = ":key" + key + "=v";
            List<Integer> values =
                    sent.stream()
                            .filter(line -> line.contains(own))
                            .map(line -> Integer.parseInt(line.substring(line.indexOf("=v") + 2)))
                            .toList();
            assertThat(values).hasSize(60).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void aDatabaseThatComesBackIsNotWaitedForAsLongAsABroker() throws SQLException {
        longestBackoff = Duration.ofHours(1);
        relay("a", Duration.ofMillis(50));
        append("k", "0");
        await().until(() -> rows() == 0);
        for (int outage = 1; outage <= 8; outage++) {
            killLeader();
            append("k", Integer.toString(outage));
            await().until(() -> rows() == 0);
        }
    }

    private static void killLeader() throws SQLException {
        sql(
                "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and"
                        + " granted");
    }
}
