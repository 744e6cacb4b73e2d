package io.darkroom.local.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.broker.ClusterCheck;
import io.darkroom.broker.ClusterSetup;
import io.darkroom.broker.ShareGroup;
import io.darkroom.contracts.TopicSettings;
import io.darkroom.contracts.Topics;
import io.minio.BucketExistsArgs;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.StatObjectArgs;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ServersTest {
    private static final String CURE = " ./darkroom setup, or the set-up job, makes it so";

    @TempDir Path data;

    @Test
    void whatWasStoredIsThereAfterARestart() throws Exception {
        try (Servers servers = start()) {
            send(servers.kafka(), "before");
            execute(servers.postgres(), "CREATE TABLE kept (word text)");
            execute(servers.postgres(), "INSERT INTO kept VALUES ('kept')");
            put(servers.s3(), "originals/default/1", "pixels");
        }
        try (Servers servers = start()) {
            assertThat(readShared(servers.kafka())).isEqualTo("before");
            assertThat(readFirst(servers.kafka())).isEqualTo("before");
            assertThat(query(servers.postgres(), "SELECT word FROM kept")).isEqualTo("kept");
            assertThat(presignedGet(servers.s3(), "originals/default/1")).isEqualTo("pixels");
        }
    }

    @Test
    void everyTopicAndShareGroupIsSetUpAndASecondSetupChangesNothing() throws Exception {
        try (var kafka = EmbeddedKafka.start(data, 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            TopicSetup.apply(kafka.bootstrapServers());
            TopicSetup.apply(kafka.bootstrapServers());

            assertThat(admin.listTopics().names().get())
                    .contains(
                            Topics.ASSET_UPLOADED,
                            Topics.ASSET_ENRICHED,
                            "darkroom.asset.uploaded.v1.outpaint.dlq");
            var group = new ConfigResource(ConfigResource.Type.GROUP, "caption-service.caption");
            assertThat(admin.describeConfigs(List.of(group)).all().get().get(group))
                    .satisfies(config ->
                            assertThat(config.get("share.auto.offset.reset").value())
                                    .isEqualTo("earliest"));
        }
    }

    @Test
    void aWrongSettingIsToldInWordsUntilItIsMended() throws Exception {
        try (var kafka = EmbeddedKafka.start(data, 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            var setup = new ClusterSetup(admin);
            setup.createTopics(TopicSettings.all());
            admin.deleteTopics(List.of(Topics.REVIEW_DECIDED)).all().get();
            set(admin, Topics.STAGE_FINISHED, "retention.ms", "1000");
            set(admin, Topics.ASSET_UPLOADED, "retention.ms", "-1");
            set(admin, Topics.ASSET_ENRICHED, "cleanup.policy", "delete");
            var check = new ClusterCheck(admin);
            assertThat(findings(check, 3))
                    .extracting(ClusterCheck.Finding::toString)
                    .containsExactlyInAnyOrder(
                            Topics.REVIEW_DECIDED
                                    + ": topic is absent, and must be there, with 6 partitions;"
                                    + CURE,
                            Topics.STAGE_FINISHED
                                    + ": retention.ms is 1000, and must be 604800000;"
                                    + CURE,
                            Topics.ASSET_ENRICHED
                                    + ": cleanup.policy is delete, and must be compact;"
                                    + CURE);
            assertThat(check.groups(ShareGroup.all())).isNotEmpty();

            setup.createTopics(TopicSettings.all());
            setup.configureTopics(TopicSettings.all());
            TopicSetup.apply(kafka.bootstrapServers());

            assertThat(findings(check, 0)).isEmpty();
            assertThat(check.groups(ShareGroup.all())).isEmpty();
        }
    }

    /** As many as are awaited, or those of the last look: brokers learn of a change a bit later. */
    private static List<ClusterCheck.Finding> findings(ClusterCheck check, int awaited)
            throws Exception {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        var findings = check.topics(TopicSettings.all());
        while (findings.size() != awaited && System.nanoTime() < deadline) {
            findings = check.topics(TopicSettings.all());
        }
        return findings;
    }

    private static void set(Admin admin, String topic, String name, String value) throws Exception {
        var change = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(
                        Map.of(
                                new ConfigResource(ConfigResource.Type.TOPIC, topic),
                                List.of(change)))
                .all()
                .get();
    }

    private Servers start() {
        return Servers.start(data, Servers.Ports.FREE, "access", "secret-secret");
    }

    private static void send(EmbeddedKafka kafka, String value) throws Exception {
        try (var producer =
                new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                        new StringSerializer(),
                        new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topics.ASSET_UPLOADED, "id", value))
                    .get(20, TimeUnit.SECONDS);
        }
    }

    private static String readFirst(EmbeddedKafka kafka) {
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "group.id",
                        "test",
                        "auto.offset.reset",
                        "earliest");
        try (var consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(Topics.ASSET_UPLOADED));
            while (true) {
                for (var found : consumer.poll(Duration.ofSeconds(1))) {
                    return found.value();
                }
            }
        }
    }

    private static String readShared(EmbeddedKafka kafka) {
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "group.id",
                        "caption-service.caption");
        try (var consumer =
                new KafkaShareConsumer<>(
                        settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(Topics.ASSET_UPLOADED));
            while (true) {
                for (var found : consumer.poll(Duration.ofSeconds(1))) {
                    return found.value();
                }
            }
        }
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws Exception {
        try (var connection = connect(postgres);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedPostgres postgres, String sql) throws Exception {
        try (var connection = connect(postgres);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static java.sql.Connection connect(EmbeddedPostgres postgres) throws Exception {
        return DriverManager.getConnection(
                postgres.jdbcUrl(), postgres.user(), postgres.password());
    }

    @SuppressWarnings("try") // MinioClient.close() declares Exception
    private static void put(EmbeddedS3 s3, String key, String text) throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (MinioClient client = client(s3)) {
            client.putObject(
                    PutObjectArgs.builder().bucket(EmbeddedS3.ORIGINALS).object(key).stream(
                                    new ByteArrayInputStream(bytes), (long) bytes.length, -1L)
                            .contentType("text/plain")
                            .build());
            assertThat(
                            client.statObject(
                                            StatObjectArgs.builder()
                                                    .bucket(EmbeddedS3.ORIGINALS)
                                                    .object(key)
                                                    .build())
                                    .contentType())
                    .isEqualTo("text/plain");
            assertThat(
                            client.bucketExists(
                                    BucketExistsArgs.builder().bucket(EmbeddedS3.VARIANTS).build()))
                    .isTrue();
        }
    }

    @SuppressWarnings("try") // MinioClient.close() declares Exception
    private static String presignedGet(EmbeddedS3 s3, String key) throws Exception {
        try (MinioClient client = client(s3);
                HttpClient http = HttpClient.newHttpClient()) {
            String link =
                    client.getPresignedObjectUrl(
                            GetPresignedObjectUrlArgs.builder()
                                    .method(Http.Method.GET)
                                    .bucket(EmbeddedS3.ORIGINALS)
                                    .object(key)
                                    .expiry(60)
                                    .build());
            var request =
                    HttpRequest.newBuilder(URI.create(link))
                            .header("Origin", "http://localhost:8080")
                            .build();
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isPresent();
            return answer.body();
        }
    }

    private static MinioClient client(EmbeddedS3 s3) {
        return MinioClient.builder()
                .endpoint(s3.endpoint().toString())
                .region("us-east-1")
                .credentials(s3.accessKey(), s3.secretKey())
                .build();
    }
}
