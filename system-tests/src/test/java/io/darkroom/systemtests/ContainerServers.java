package io.darkroom.systemtests;

import io.darkroom.local.embedded.TopicSetup;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Kafka, PostgreSQL and S3 as containers, of the images that the compose file runs, or of those
 * that the same variables name. They end with the test JVM.
 */
final class ContainerServers {
    private static final int S3_PORT = 9000;
    private static final String S3_ACCESS_KEY = "test";
    private static final String S3_SECRET_KEY = "container-secret-of-the-test";

    private ContainerServers() {}

    /** Starts them, and gives the variables by which services know them. */
    static Map<String, String> start() {
        needDocker();
        var kafka = kafka();
        var postgres =
                new PostgreSQLContainer(
                        image("POSTGRES_IMAGE", "postgres:18")
                                .asCompatibleSubstituteFor("postgres"));
        var s3 =
                new GenericContainer<>(image("S3_IMAGE", "rustfs/rustfs:1.0.0-beta.1"))
                        .withExposedPorts(S3_PORT)
                        .withEnv("RUSTFS_ACCESS_KEY", S3_ACCESS_KEY)
                        .withEnv("RUSTFS_SECRET_KEY", S3_SECRET_KEY)
                        .withEnv("RUSTFS_ADDRESS", ":" + S3_PORT)
                        .withEnv("RUSTFS_VOLUMES", "/data")
                        .waitingFor(Wait.forListeningPort())
                        .withStartupTimeout(Duration.ofMinutes(1));
        var all = java.util.List.of(kafka, postgres, s3);
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform().unstarted(() -> all.forEach(GenericContainer::stop)));
        all.parallelStream().forEach(GenericContainer::start);
        TopicSetup.apply(kafka.getBootstrapServers());
        String database =
                "//%s:%d/%s"
                        .formatted(
                                postgres.getHost(),
                                postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                                postgres.getDatabaseName());
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                kafka.getBootstrapServers(),
                "DARKROOM_S3_ENDPOINT",
                "http://" + s3.getHost() + ":" + s3.getMappedPort(S3_PORT),
                "DARKROOM_S3_ACCESS_KEY",
                S3_ACCESS_KEY,
                "DARKROOM_S3_SECRET_KEY",
                S3_SECRET_KEY,
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                "postgresql:" + database,
                "QUARKUS_DATASOURCE_JDBC_URL",
                "jdbc:postgresql:" + database,
                "QUARKUS_DATASOURCE_USERNAME",
                postgres.getUsername(),
                "QUARKUS_DATASOURCE_PASSWORD",
                postgres.getPassword());
    }

    private static KafkaContainer kafka() {
        return new KafkaContainer(
                        image("KAFKA_IMAGE", "apache/kafka:4.2.0")
                                .asCompatibleSubstituteFor("apache/kafka"))
                // One node cannot hold the three copies that the internal topics ask for.
                .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1")
                .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1")
                .withEnv("KAFKA_GROUP_SHARE_DELIVERY_COUNT_LIMIT", "10")
                .withEnv("KAFKA_GROUP_SHARE_MAX_SIZE", "1000")
                // As the embedded broker: a death is noticed within seconds.
                .withEnv("KAFKA_GROUP_SHARE_MIN_RECORD_LOCK_DURATION_MS", "1000")
                .withEnv("KAFKA_GROUP_SHARE_MIN_SESSION_TIMEOUT_MS", "6000")
                .withEnv("KAFKA_GROUP_SHARE_MIN_HEARTBEAT_INTERVAL_MS", "1000");
    }

    private static DockerImageName image(String variable, String otherwise) {
        String named = System.getenv(variable);
        return DockerImageName.parse(named == null || named.isBlank() ? otherwise : named);
    }

    /** Asked here, since the library's own look can take minutes and says less. */
    private static void needDocker() {
        try {
            Process docker =
                    new ProcessBuilder("docker", "info")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (docker.waitFor(20, TimeUnit.SECONDS) && docker.exitValue() == 0) {
                return;
            }
            docker.destroyForcibly();
        } catch (IOException _) {
            // There is no such command.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException(
                "-Dinfra=containers needs a Docker engine, and none answers (docker info). Start"
                        + " one, or leave -Dinfra out: the tests then run on embedded servers.");
    }
}
