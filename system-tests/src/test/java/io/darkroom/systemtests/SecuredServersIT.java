package io.darkroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.Asset;
import io.darkroom.local.embedded.ServiceSettings;
import io.darkroom.local.launch.BuiltService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One picture goes all the way while every server speaks TLS only and Kafka asks for a password.
 */
@Tag("long")
class SecuredServersIT {
    private static final String KEY = "secured-key";

    @TempDir Path folder;

    @Test
    void aPictureIsPublishedOverTlsAlone() throws Exception {
        try (var servers = SecuredServers.start(folder)) {
            setUp(servers.settings());
            var settings = new HashMap<>(servers.settings());
            settings.putAll(ServiceSettings.accessKey("test", ServiceSettings.hash(KEY)));
            try (var ingest = SingleService.start("ingest-service", settings);
                    var caption = SingleService.start("caption-service", settings)) {
                var backend = new Backend(new SingleDarkroom(ingest, ingest, KEY));
                ingest.awaitReady();
                caption.awaitReady();

                var id =
                        backend.upload(
                                "a.jpg",
                                Pictures.jpeg(640, 480, 61),
                                "{\"stages\": [\"caption\", \"auto-tag\"], \"moderation\":"
                                        + " \"skip\"}");

                var asset = backend.settled(List.of(id), Duration.ofMinutes(1)).getFirst();
                assertThat(asset.state()).isEqualTo(Asset.State.PUBLISHED);
                assertThat(asset.captions()).isNotEmpty();
                assertThat(unencrypted(servers)).as("connections without TLS").isZero();
            }
        }
    }

    /** The set-up job, as an operator runs it, over the same listeners. */
    private static void setUp(Map<String, String> settings)
            throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx64m",
                                "-jar",
                                Path.of(System.getProperty("darkroom.root", ".."))
                                        .resolve("deploy/setup/target/setup-app/setup.jar")
                                        .toString())
                        .redirectErrorStream(true);
        builder.environment().putAll(BuiltService.environment(settings));
        Process setup = builder.start();
        String said = new String(setup.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(setup.waitFor()).as(said).isZero();
    }

    /** Of clients over the network; this one's own comes without. */
    private static long unencrypted(SecuredServers servers) throws SQLException {
        var postgres = servers.postgres();
        try (var connection =
                        DriverManager.getConnection(
                                postgres.jdbcUrl() + "?sslmode=disable",
                                postgres.user(),
                                postgres.password());
                var result =
                        connection
                                .createStatement()
                                .executeQuery(
                                        "select count(*) from pg_stat_ssl s join pg_stat_activity a"
                                            + " using (pid) where not s.ssl and a.client_addr is"
                                            + " not null and a.pid <> pg_backend_pid() and"
                                            + " a.datname = 'darkroom'")) {
            result.next();
            return result.getLong(1);
        }
    }
}
