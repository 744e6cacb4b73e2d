package io.darkroom.service.outbox;

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
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Relays against a real PostgreSQL and a broker that fails when it is told to, new for each test.
 */
abstract class Relays {
    static final String TABLE = TestDatabase.SCHEMA + ".outbox";

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
    final List<RelayLoop> relays = new ArrayList<>();

    /** What each relay sent that was acknowledged, in order: "relay:key=value". */
    final List<String> sent = new CopyOnWriteArrayList<>();

    private final List<String> eventIds = new CopyOnWriteArrayList<>();
    volatile Predicate<String> tooLarge = _ -> false;
    volatile Predicate<String> unreachable = _ -> false;
    volatile String closedTopic = "none";
    volatile Supplier<KafkaException> whyClosed = Relays::missing;
    volatile Predicate<String> takenAndNotAcknowledged = _ -> false;
    volatile boolean brokerTells = true;
    Duration longestBackoff = Duration.ofMillis(500);
    final AtomicInteger asked = new AtomicInteger();

    /** How many records were tried for the closed topic. */
    final AtomicInteger triedInVain = new AtomicInteger();

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

    static void recover() throws SQLException {
        sql("drop trigger if exists crash on " + TABLE);
    }

    RelayMetrics relay(String name, Duration poll) {
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

    /** As Kafka's own client has it, once it has waited. */
    static KafkaException missing() {
        return new TimeoutException(
                "not present in metadata", new UnknownTopicOrPartitionException("not here"));
    }

    static KafkaException forbidden() {
        return new TopicAuthorizationException("not for you");
    }

    private Set<UUID> sentLately() {
        asked.incrementAndGet();
        if (!brokerTells) {
            throw new TimeoutException("no broker");
        }
        return eventIds.stream().map(UUID::fromString).collect(Collectors.toSet());
    }

    static void append(String key, @org.jspecify.annotations.Nullable String value)
            throws SQLException {
        append("t", key, value);
    }

    static void append(String topic, String key, @org.jspecify.annotations.Nullable String value)
            throws SQLException {
        UUID id = UUID.randomUUID();
        try (var connection = connection();
                var insert =
                        connection.prepareStatement(
                                "insert into "
                                        + TABLE
                                        + " (event_id, topic, record_key, headers, payload) values"
                                        + " (?, ?, ?, ?, ?)")) {
            insert.setObject(1, id);
            insert.setString(2, topic);
            insert.setString(3, key);
            insert.setString(4, HeadersJson.write(Map.of("ce_id", id.toString())));
            insert.setBytes(5, value == null ? null : value.getBytes(StandardCharsets.UTF_8));
            insert.executeUpdate();
        }
    }

    static int rows() throws SQLException {
        try (var connection = connection();
                var statement = connection.createStatement();
                var result = statement.executeQuery("select count(*) from " + TABLE)) {
            result.next();
            return result.getInt(1);
        }
    }

    static void sql(String sql) throws SQLException {
        try (var connection = connection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static Connection connection() throws SQLException {
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
                return fail(callback, new RecordTooLargeException("too large"));
            }
            if (record.topic().equals(closedTopic)) {
                triedInVain.incrementAndGet();
                return fail(callback, whyClosed.get());
            }
            if (unreachable.test(value)) {
                return fail(callback, new TimeoutException("no broker"));
            }
            sent.add(name + ":" + record.key() + "=" + value);
            Arrays.stream(record.headers().toArray())
                    .filter(header -> header.key().equals("ce_id"))
                    .forEach(header ->
                            eventIds.add(new String(header.value(), StandardCharsets.UTF_8)));
            if (takenAndNotAcknowledged.test(value)) {
                return fail(callback, new TimeoutException("no acknowledgement"));
            }
            return super.send(record, callback);
        }

        private static Future<RecordMetadata> fail(Callback callback, KafkaException why) {
            callback.onCompletion(null, why);
            return CompletableFuture.failedFuture(why);
        }
    }
}
