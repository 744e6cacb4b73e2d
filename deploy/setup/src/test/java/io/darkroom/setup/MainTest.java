package io.darkroom.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.local.embedded.EmbeddedKafka;
import io.darkroom.local.embedded.EmbeddedS3;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class MainTest {
    @TempDir Path data;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void aBareClusterIsSetUpOnceAndASecondRunCreatesNothing() throws Exception {
        try (var kafka = EmbeddedKafka.start(data.resolve("kafka"), 0);
                var s3 = EmbeddedS3.start(data.resolve("s3"), 0, "access", "secret-secret")) {
            var environment = environment(kafka, s3);
            assertThat(run(environment, "--check")).isEqualTo(1);
            assertThat(said())
                    .contains("darkroom.asset.uploaded.v1: topic is absent")
                    .contains("bucket darkroom-public cannot be read");

            assertThat(run(environment)).isZero();
            assertThat(said())
                    .contains("created topic darkroom.asset.uploaded.v1")
                    .contains("8 share groups are as they must be")
                    .contains("bucket darkroom-public is there");

            assertThat(run(environment)).isZero();
            assertThat(said()).doesNotContain("created topic");
            assertThat(run(environment, "--check")).isZero();
        }
    }

    /** No command can mend it, so that the words must say where, and a job must not fail for it. */
    @Test
    void aBrokerThatAllowsTooLittleIsToldAndNotCounted() throws Exception {
        var few = Map.of("group.share.max.size", "200");
        try (var kafka = EmbeddedKafka.start(data.resolve("kafka"), 0, few);
                var s3 = EmbeddedS3.start(data.resolve("s3"), 0, "access", "secret-secret")) {
            var environment = environment(kafka, s3);
            assertThat(run(environment)).isZero();
            assertThat(said())
                    .containsPattern(
                            "note: broker [0-9]+: group.share.max.size is 200, and must be 1000 at"
                                    + " least; set it in the configuration of the brokers")
                    .doesNotContain("delivery.count.limit");
        }
    }

    @Test
    void whatIsNotSetIsNamed() throws Exception {
        assertThat(run(new Environment(Map.of("DARKROOM_S3_ENDPOINT", "http://localhost:1"))))
                .isEqualTo(2);
        assertThat(said())
                .contains("KAFKA_BOOTSTRAP_SERVERS, DARKROOM_S3_ACCESS_KEY, DARKROOM_S3_SECRET_KEY")
                .doesNotContain("DARKROOM_S3_ENDPOINT");
    }

    @Test
    void anUnknownArgumentIsRefused() throws Exception {
        assertThat(run(new Environment(Map.of()), "--fix")).isEqualTo(2);
        assertThat(said()).contains("--fix");
    }

    private static Environment environment(EmbeddedKafka kafka, EmbeddedS3 s3) {
        return new Environment(
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        kafka.bootstrapServers(),
                        "KAFKA_REQUEST_TIMEOUT_MS",
                        "20000",
                        "DARKROOM_S3_ENDPOINT",
                        s3.endpoint().toString(),
                        "DARKROOM_S3_ACCESS_KEY",
                        s3.accessKey(),
                        "DARKROOM_S3_SECRET_KEY",
                        s3.secretKey(),
                        "DARKROOM_PUBLICATION_BUCKET",
                        "darkroom-public"));
    }

    private int run(Environment environment, String... arguments) throws InterruptedException {
        said.reset();
        return Main.run(
                environment,
                List.of(arguments),
                new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
