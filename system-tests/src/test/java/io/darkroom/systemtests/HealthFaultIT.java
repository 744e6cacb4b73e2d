package io.darkroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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

    @Test
    void readyNamesWhatIsAwayAndLiveStaysUp() {
        var started = new TreeMap<String, SingleService>();
        try {
            for (String module : PARTS.keySet()) {
                started.put(module, SingleService.start(module, servers()));
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

    private static void isNotReady(String module, SingleService service) {
        var ready = service.get("/q/health/ready");
        String words = ready.asString();
        assertThat(ready.statusCode()).as(words).isEqualTo(503);
        assertThat(words).contains("\"DOWN\"").doesNotContain("secret-of-the-test");
        for (String part : PARTS.getOrDefault(module, List.of())) {
            assertThat(words).as(module).contains(part);
        }
    }

    private static Map<String, String> servers() {
        return Map.of(
                "kafka.bootstrap.servers", NOBODY,
                "darkroom.s3.endpoint", "http://" + NOBODY,
                "darkroom.s3.access-key", "test",
                "darkroom.s3.secret-key", "secret-of-the-test",
                "quarkus.datasource.reactive.url", "postgresql://" + NOBODY + "/none",
                "quarkus.datasource.jdbc.url", "jdbc:postgresql://" + NOBODY + "/none",
                "quarkus.datasource.username", "test",
                "quarkus.datasource.password", "secret-of-the-test",
                "quarkus.flyway.migrate-at-start", "false");
    }
}
