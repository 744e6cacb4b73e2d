package io.darkroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageFinished;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.Topics;
import io.darkroom.local.embedded.ServerLogs;
import io.darkroom.local.embedded.Servers;
import io.darkroom.local.embedded.ServiceSettings;
import io.darkroom.local.embedded.StageTraffic;
import io.darkroom.local.embedded.TopicContents;
import io.darkroom.local.training.Rehearsal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What training runs have services do (docs/adr/0058), done by the services that were built. */
@Timeout(180)
class RehearsalIT {
    private static final String KEY = "rehearsal-key";
    private static final int PICTURES = 5;

    @TempDir static Path folder;
    private static Servers servers;
    private static Map<String, String> settings;

    @BeforeAll
    static void startServers() {
        ServerLogs.quiet();
        servers =
                Servers.start(
                        folder.resolve("servers"), Servers.Ports.FREE, "rehearsal", "secret-key");
        settings = new HashMap<>(ServiceSettings.of(servers));
        settings.putAll(ServiceSettings.accessKey("test", ServiceSettings.hash(KEY)));
    }

    @AfterAll
    static void stopServers() {
        servers.close();
    }

    @Test
    void ingestTakesAndPublishesPictures() throws Exception {
        rehearse("ingest-service");

        assertThat(TopicContents.read(kafka(), Topics.ASSET_ENRICHED)).hasSize(PICTURES);
    }

    @ParameterizedTest
    @CsvSource({"caption-service, CAPTION", "transform-service, SMART_CROP"})
    void stagesDoTheirWork(String module, Stage stage) throws Exception {
        rehearse(module);

        var succeeded =
                new StageTraffic(kafka())
                        .read(
                                Topics.STAGE_FINISHED,
                                StageFinished.class,
                                finished ->
                                        finished.stage() == stage
                                                && finished.outcome()
                                                        instanceof StageOutcome.Succeeded,
                                PICTURES,
                                Duration.ofSeconds(10));
        assertThat(succeeded).hasSizeGreaterThanOrEqualTo(PICTURES);
    }

    private static void rehearse(String module) throws InterruptedException {
        try (var service = SingleService.start(module, settings).awaitReady()) {
            new Rehearsal(servers, KEY, folder.resolve("pictures")).of(module, service.url());
        }
    }

    private static String kafka() {
        return servers.kafka().bootstrapServers();
    }
}
