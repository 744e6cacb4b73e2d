package io.darkroom.service.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.service.events.KafkaSender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The relay against a real PostgreSQL and a broker that fails when it is told to. */
class RelayTest {
    private static final String TABLE = TestDatabase.SCHEMA + ".outbox";

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool =
            PgBuilder.pool()
                    .connectingTo(
                            new PgConnectOptions()
                                    .setPort(TestDatabase.server().getPort())
                                    .setDatabase("postgres")
                                    .setUser("postgres")
                                    .setPassword("postgres"))
                    .using(vertx)
                    .build();
    private final List<RelayLoop> relays = new ArrayList<>();

    /** What each relay sent that was acknowledged, in order: "relay:key=value". */
    private final List<String> sent = new CopyOnWriteArrayList<>();

    private final List<String> eventIds = new CopyOnWriteArrayList<>();
    private volatile Predicate<String> tooLarge = _ -> false;
    private volatile Predicate<String> unreachable = _ -> false;
    private volatile Predicate<String> takenAndNotAcknowledged = _ -> false;
    private volatile boolean brokerTells = true;
    private Duration longestBackoff = Duration.ofMillis(500);
    private final AtomicInteger asked = new AtomicInteger();

    @BeforeEach
    void empty() throws SQLException {
        recover();
        sql("truncate " + TABLE);
    }

    @AfterEach
    void stop() {
        relays.forEach(RelayLoop::close);
        pool.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

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

    private static void recover() throws SQLException {
        sql("drop trigger if exists crash on " + TABLE);
    }

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

    private RelayMetrics relay(String name, Duration poll) {
        var metrics = new RelayMetrics(new SimpleMeterRegistry());
        var loop =
                new RelayLoop(
                        pool,
                        TestDatabase.SCHEMA,
                        () -> new KafkaSender(new Broker(name)),
                        _ -> sentLately(),
                        new Settings(poll, longestBackoff),
                        metrics);
        relays.add(loop);
        loop.start();
        return metrics;
    }

    private Set<UUID> sentLately() {
        asked.incrementAndGet();
        if (!brokerTells) {
            throw new TimeoutException("no broker");
        }
        return eventIds.stream().map(UUID::fromString).collect(Collectors.toSet());
    }

    private static void append(String key, @org.jspecify.annotations.Nullable String value)
            throws SQLException {
        UUID id = UUID.randomUUID();
        try (var connection = connection();
                var insert =
                        connection.prepareStatement(
                                "insert into "
                                        + TABLE
                                        + " (event_id, topic, record_key, headers, payload) values"
                                        + " (?, 't', ?, ?, ?)")) {
            insert.setObject(1, id);
            insert.setString(2, key);
            insert.setString(3, HeadersJson.write(Map.of("ce_id", id.toString())));
            insert.setBytes(4, value == null ? null : value.getBytes(StandardCharsets.UTF_8));
            insert.executeUpdate();
        }
    }

    private static int rows() throws SQLException {
        try (var connection = connection();
                var statement = connection.createStatement();
                var result = statement.executeQuery("select count(*) from " + TABLE)) {
            result.next();
            return result.getInt(1);
        }
    }

    private static void sql(String sql) throws SQLException {
        try (var connection = connection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connection() throws SQLException {
        return TestDatabase.server().getPostgresDatabase().getConnection();
    }

    private record Settings(Duration pollInterval, Duration maxBackoff) implements OutboxConfig {
        @Override
        public Duration leaderInterval() {
            return Duration.ofMillis(50);
        }

        @Override
        public Duration measureInterval() {
            return Duration.ofMillis(10);
        }

        @Override
        public int batchSize() {
            return 100;
        }

        @Override
        public Duration sendTimeout() {
            return Duration.ofSeconds(5);
        }
    }

    /** Acknowledges at once, or fails as the test says. */
    private final class Broker extends MockProducer<String, byte[]> {
        private final String name;

        Broker(String name) {
            super(
                    true,
                    new RoundRobinPartitioner(),
                    new StringSerializer(),
                    new ByteArraySerializer());
            this.name = name;
        }

        @Override
        public synchronized Future<RecordMetadata> send(
                ProducerRecord<String, byte[]> record, Callback callback) {
            String value =
                    record.value() == null
                            ? "null"
                            : new String(record.value(), StandardCharsets.UTF_8);
            if (tooLarge.test(value)) {
                callback.onCompletion(null, new RecordTooLargeException("too large"));
                return CompletableFuture.failedFuture(new RecordTooLargeException("too large"));
            }
            if (unreachable.test(value)) {
                callback.onCompletion(null, new TimeoutException("no broker"));
                return CompletableFuture.failedFuture(new TimeoutException("no broker"));
            }
            sent.add(name + ":" + record.key() + "=" + value);
            Arrays.stream(record.headers().toArray())
                    .filter(header -> header.key().equals("ce_id"))
                    .forEach(header ->
                            eventIds.add(new String(header.value(), StandardCharsets.UTF_8)));
            if (takenAndNotAcknowledged.test(value)) {
                callback.onCompletion(null, new TimeoutException("no acknowledgement"));
                return CompletableFuture.failedFuture(new TimeoutException("no acknowledgement"));
            }
            return super.send(record, callback);
        }
    }
}
