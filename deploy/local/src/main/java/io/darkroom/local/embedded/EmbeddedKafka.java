package io.darkroom.local.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** One Kafka broker with its own controller (KRaft) in this JVM. */
public final class EmbeddedKafka implements AutoCloseable {
    private final KafkaRaftServer server;
    private final String bootstrapServers;

    private EmbeddedKafka(KafkaRaftServer server, String bootstrapServers) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts the broker; a data directory that was used before is taken up again.
     *
     * @param dataDir where the log is kept
     * @param port the port for clients on the loopback interface; 0 takes a free one
     * @throws EmbeddedServerException if it does not start
     */
    public static EmbeddedKafka start(Path dataDir, int port) {
        return start(dataDir, port, Map.of());
    }

    /**
     * Starts the broker with other settings than ours.
     *
     * @param more by Kafka's names, such as {@code listener.security.protocol.map} for a listener
     *     {@code CLIENTS} that asks who is there
     * @throws EmbeddedServerException if it does not start
     */
    public static EmbeddedKafka start(Path dataDir, int port, Map<String, String> more) {
        int clientPort = port == 0 ? FreePort.any() : port;
        try {
            Path data = Files.createDirectories(dataDir.toAbsolutePath());
            Properties settings = settings(data.resolve("log"), clientPort);
            settings.putAll(more);
            if (!Files.exists(data.resolve("log").resolve("meta.properties"))) {
                format(data, settings);
            }
            var server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
            server.startup();
            return new EmbeddedKafka(server, "localhost:" + clientPort);
        } catch (IOException | RuntimeException e) {
            throw new EmbeddedServerException(
                    "Kafka did not start on port " + clientPort + " in " + dataDir, e);
        }
    }

    /** What clients call {@code bootstrap.servers}: one {@code host:port}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path data, Properties settings) throws IOException {
        Path file = data.resolve("server.properties");
        try (var out = Files.newBufferedWriter(file)) {
            settings.store(out, "Written by Darkroom at the first start");
        }
        var said = new ByteArrayOutputStream();
        String[] args = {
            "format", "--cluster-id", Uuid.randomUuid().toString(), "--config", file.toString()
        };
        int code;
        try (var out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            code = StorageTool.execute(args, out);
        }
        if (code != 0) {
            throw new EmbeddedServerException(
                    "Kafka's storage could not be formatted: "
                            + said.toString(StandardCharsets.UTF_8));
        }
    }

    private static Properties settings(Path log, int port) {
        int controllerPort = FreePort.any();
        var settings = new Properties();
        settings.setProperty("process.roles", "broker,controller");
        settings.setProperty("node.id", "1");
        settings.setProperty(
                "listeners",
                "CLIENTS://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort);
        settings.setProperty("advertised.listeners", "CLIENTS://localhost:" + port);
        settings.setProperty(
                "listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.setProperty("inter.broker.listener.name", "CLIENTS");
        settings.setProperty("controller.listener.names", "CONTROLLER");
        settings.setProperty("controller.quorum.voters", "1@localhost:" + controllerPort);
        settings.setProperty("log.dirs", log.toString());
        oneNode(settings);
        small(settings);
        return settings;
    }

    /** One node cannot hold the three copies that the internal topics ask for by default. */
    private static void oneNode(Properties settings) {
        for (String topic :
                new String[] {
                    "offsets.topic", "transaction.state.log", "share.coordinator.state.topic"
                }) {
            settings.setProperty(topic + ".replication.factor", "1");
            settings.setProperty(topic + ".num.partitions", "4");
        }
        settings.setProperty("transaction.state.log.min.isr", "1");
        settings.setProperty("share.coordinator.state.topic.min.isr", "1");
        settings.setProperty("default.replication.factor", "1");
        settings.setProperty("min.insync.replicas", "1");
    }

    /** Quick joins and little memory matter more here than throughput. */
    private static void small(Properties settings) {
        settings.setProperty("group.initial.rebalance.delay.ms", "0");
        settings.setProperty("num.partitions", "4");
        settings.setProperty("num.network.threads", "2");
        settings.setProperty("num.io.threads", "4");
        settings.setProperty("background.threads", "2");
        settings.setProperty("log.cleaner.dedupe.buffer.size", "16777216");
        settings.setProperty("group.coordinator.threads", "1");
        settings.setProperty("share.coordinator.threads", "1");
        settings.setProperty("group.share.delivery.count.limit", "10");
        settings.setProperty("group.share.max.size", "1000");
        // Lets a death be noticed, and tests see a lock expire or be renewed, within seconds.
        settings.setProperty("group.share.min.record.lock.duration.ms", "1000");
        settings.setProperty("group.share.min.session.timeout.ms", "6000");
        settings.setProperty("group.share.min.heartbeat.interval.ms", "1000");
        settings.setProperty("auto.create.topics.enable", "true");
    }
}
