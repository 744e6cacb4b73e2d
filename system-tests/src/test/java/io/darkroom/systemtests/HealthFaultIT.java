package io.darkroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.local.embedded.Servers;
import io.darkroom.local.embedded.ServiceSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Services whose servers are away: ready says no, and which one is away; live says yes, so that
 * nobody restarts a service for a fault that is not its own.
 */
@Tag("long")
class HealthFaultIT {
    private static final String NOBODY = "127.0.0.1:1";

    /**
     * What each is to name: moderation-service reads no objects, and neither it nor ingest-service
     * is less ready without its broker, since the outbox keeps what is to be told.
     */
    private static final Map<String, List<String>> PARTS =
            Map.of(
                    "ingest-service",
                            List.of(
                                    "Reactive PostgreSQL",
                                    "Connection refused",
                                    "object-store",
                                    "check darkroom.s3.endpoint"),
                    "moderation-service", List.of("Reactive PostgreSQL", "Connection refused"),
                    "caption-service",
                            List.of("waiting for the broker", "object-store", "stages pause"),
                    "transform-service",
                            List.of("waiting for the broker", "object-store", "stages pause"));

    /**
     * One part that is away, while the others are there.
     *
     * @param settings that lead nowhere
     * @param named what ready says of it
     */
    private record Away(String module, Map<String, String> settings, String named) {}

    private static final Map<String, String> NO_DATABASE =
            Map.of(
                    "quarkus.datasource.reactive.url", "postgresql://" + NOBODY + "/none",
                    "quarkus.datasource.jdbc.url", "jdbc:postgresql://" + NOBODY + "/none",
                    "quarkus.flyway.migrate-at-start", "false");

    private static final Map<String, String> NO_STORE =
            Map.of("darkroom.s3.endpoint", "http://" + NOBODY);

    private static final Map<String, String> NO_BROKER = Map.of("kafka.bootstrap.servers", NOBODY);

    private static final List<Away> EACH_ALONE =
            List.of(
                    new Away("ingest-service", NO_DATABASE, "Reactive PostgreSQL"),
                    new Away("ingest-service", NO_STORE, "object-store"),
                    new Away("moderation-service", NO_DATABASE, "Reactive PostgreSQL"),
                    new Away("caption-service", NO_BROKER, "waiting for the broker"),
                    new Away("caption-service", NO_STORE, "object-store"),
                    new Away("transform-service", NO_BROKER, "waiting for the broker"),
                    new Away("transform-service", NO_STORE, "object-store"));

    @Test
    void readyNamesWhatIsAwayAndLiveStaysUp() {
        var started = new TreeMap<String, SingleService>();
        try {
            for (String module : PARTS.keySet()) {
                started.put(module, SingleService.start(module, nobody()));
            }
            started.forEach((module, service) -> {
                service.awaitAlive();
                await(module)
                        .atMost(Duration.ofSeconds(40))
                        .untilAsserted(() -> isNotReady(module, service));
                assertThat(service.get("/q/health/live").statusCode()).as(module).isEqualTo(200);
            });
        } finally {
            started.values().forEach(SingleService::close);
        }
    }

    @Test
    void eachPartAloneIsNamedAndNoOther(@TempDir Path state) {
        var started = new LinkedHashMap<Away, SingleService>();
        try (var servers =
                Servers.start(state, Servers.Ports.FREE, "test", "secret-of-the-test-1")) {
            try {
                for (Away away : EACH_ALONE) {
                    var settings = new HashMap<>(ServiceSettings.of(servers));
                    settings.putAll(away.settings);
                    started.put(away, SingleService.start(away.module, settings));
                }
                started.forEach(HealthFaultIT::isNamedAlone);
            } finally {
                started.values().forEach(SingleService::close);
            }
        }
    }

    private static void isNamedAlone(Away away, SingleService service) {
        service.awaitAlive();
        await(away.toString())
                .atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> {
                    var down = down(service);
                    assertThat(down).contains(away.named);
                    EACH_ALONE.stream()
                            .map(Away::named)
                            .filter(other -> !other.equals(away.named))
                            .forEach(other -> assertThat(down).doesNotContain(other));
                });
        assertThat(service.get("/q/health/live").statusCode()).as(away.toString()).isEqualTo(200);
    }

    /** The checks that say no, as ready shows them. */
    private static String down(SingleService service) {
        var ready = service.get("/q/health/ready");
        assertThat(ready.statusCode()).as(ready.asString()).isEqualTo(503);
        return ready.jsonPath().getList("checks.findAll { it.status == 'DOWN' }").toString();
    }

    private static void isNotReady(String module, SingleService service) {
        var ready = service.get("/q/health/ready");
        String words = ready.asString();
        assertThat(ready.statusCode()).as(words).isEqualTo(503);
        assertThat(words).contains("\"DOWN\"").doesNotContain("secret-of-the-test");
        for (String part : PARTS.getOrDefault(module, List.of())) {
            assertThat(words).as(module).contains(part);
        }
    }

    private static Map<String, String> nobody() {
        var settings = new HashMap<String, String>();
        List.of(NO_DATABASE, NO_STORE, NO_BROKER).forEach(settings::putAll);
        settings.put("darkroom.s3.access-key", "test");
        settings.put("darkroom.s3.secret-key", "secret-of-the-test");
        settings.put("quarkus.datasource.username", "test");
        settings.put("quarkus.datasource.password", "secret-of-the-test");
        return settings;
    }
}
