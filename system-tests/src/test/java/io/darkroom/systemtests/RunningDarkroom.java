package io.darkroom.systemtests;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.contracts.Json;
import io.darkroom.local.embedded.TopicContents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One Darkroom for all tests of the run, started as its user would start it: the supervisor in a
 * process of its own, on free ports, with its state in a folder below target/. It is stopped when
 * the test JVM ends.
 */
final class RunningDarkroom implements Addresses {
    private static final Path ROOT =
            Path.of(System.getProperty("darkroom.root", "..")).toAbsolutePath().normalize();
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path STATE = TARGET.resolve("darkroom");
    private static final Path ENDPOINTS = STATE.resolve("endpoints.json");

    private static @Nullable RunningDarkroom running;

    private final StandInCollector collector;

    private RunningDarkroom(StandInCollector collector) {
        this.collector = collector;
    }

    /** The one that runs, started by whoever asks first. */
    static synchronized RunningDarkroom get() {
        RunningDarkroom darkroom = running == null ? start() : running;
        running = darkroom;
        return darkroom;
    }

    private static RunningDarkroom start() {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        try {
            Files.createDirectories(STATE);
            Files.deleteIfExists(ENDPOINTS);
            var classpath =
                    ROOT.resolve("deploy/local/target/classes")
                            + ":"
                            + Files.readString(
                                            ROOT.resolve("deploy/local/target/runtime.classpath"))
                                    .strip();
            var infrastructure = Infrastructure.start();
            var command =
                    new ArrayList<>(
                            List.of(
                                    java,
                                    "-Xmx512m",
                                    "--enable-native-access=ALL-UNNAMED",
                                    "--sun-misc-unsafe-memory-access=allow",
                                    "-Ddarkroom.root=" + ROOT,
                                    "-cp",
                                    classpath,
                                    "io.darkroom.local.supervisor.Main",
                                    "up",
                                    "--no-archives",
                                    "--state",
                                    STATE.toString(),
                                    "--port-base",
                                    "18080"));
            command.addAll(infrastructure.options());
            var builder =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(STATE.resolveSibling("darkroom.log").toFile());
            builder.environment().putAll(infrastructure.environment());
            // A decision leaves after this; the desk's half minute would only make the tests wait.
            builder.environment().put("DARKROOM_REVIEW_UNDO_GRACE", "1s");
            builder.environment()
                    .put("DARKROOM_INSTRUCTION_RULES", OperatorRules.write(TARGET).toString());
            var collector = StandInCollector.start();
            builder.environment()
                    .putAll(
                            Map.of(
                                    "DARKROOM_TRACES_SHARE", "1",
                                    "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint(),
                                    "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
                                    "QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "500ms"));
            Process supervisor = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(supervisor)));
            await("darkroom up, see target/darkroom.log")
                    .atMost(Duration.ofMinutes(3))
                    .until(() -> !supervisor.isAlive() || Files.exists(ENDPOINTS));
            if (!supervisor.isAlive()) {
                throw new IllegalStateException(
                        "./darkroom up ended at once; see target/darkroom.log");
            }
            return new RunningDarkroom(collector);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(Process supervisor) {
        supervisor.destroy();
        try {
            if (!supervisor.waitFor(30, TimeUnit.SECONDS)) {
                supervisor.destroyForcibly();
            }
        } catch (InterruptedException e) {
            supervisor.destroyForcibly();
        }
    }

    /**
     * Kills one service the hard way; the supervisor starts it again. Gives the id of the process
     * that died.
     */
    long kill(String service) {
        long pid = pid(service);
        ProcessHandle.of(pid)
                .orElseThrow(() -> new IllegalStateException(service + " does not run"))
                .destroyForcibly();
        return pid;
    }

    /** The process id of a service as it runs now. */
    long pid(String service) {
        return endpoints().at("/services/" + service + "/pid").asLong();
    }

    /** Where Kafka listens, as {@code host:port}. */
    String bootstrapServers() {
        return endpoints().path("kafka").asText();
    }

    /** All that a topic holds, as a downstream service reads it: with a plain Kafka consumer. */
    List<ConsumerRecord<String, byte[]>> records(String topic) {
        return TopicContents.read(bootstrapServers(), topic);
    }

    /** Where the services' logs lie, one file each. */
    Path logs() {
        return STATE.resolve("logs");
    }

    @Override
    public URI ingest() {
        return URI.create(endpoints().path("ingest").asText());
    }

    @Override
    public URI moderation() {
        return URI.create(endpoints().path("moderation").asText());
    }

    @Override
    public String apiKey() {
        return endpoints().path("apiKey").asText();
    }

    /** Where the services send their traces. */
    StandInCollector collector() {
        return collector;
    }

    /** {@code .darkroom/endpoints.json} as it stands now. */
    JsonNode endpoints() {
        try {
            return Json.mapper().readTree(Files.readAllBytes(ENDPOINTS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
