package io.darkroom.systemtests.chaos;

import io.darkroom.local.embedded.EmbeddedPostgres;
import io.darkroom.local.embedded.EmbeddedS3;
import io.darkroom.local.embedded.FreePort;
import io.darkroom.local.embedded.ServiceSettings;
import io.darkroom.local.launch.BuiltService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A Darkroom made to be broken: a broker that can be killed, a database that can be stopped, a
 * store behind a wire that can be cut, and every service as a process, ingest-service twice.
 */
final class Rig implements AutoCloseable {
    /** How long a stage has before its work is sent out again; short, so that it happens. */
    private static final String STAGES_DEADLINE = "90s";

    private static final Map<String, String> MODULES =
            Map.of(
                    "ingest-1", "ingest-service",
                    "ingest-2", "ingest-service",
                    "moderation", "moderation-service",
                    "caption", "caption-service",
                    "transform", "transform-service");

    private final Path state;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();
    private final String apiKey = "dr_chaos";
    private final int postgresPort = FreePort.any();
    private final Broker broker;
    private final EmbeddedS3 s3;
    private final FaultyStore store;
    private final List<ServiceProcess> services = new ArrayList<>();
    private EmbeddedPostgres postgres;

    private Rig(Path state) throws InterruptedException {
        this.state = state;
        this.broker =
                new Broker(
                        state.resolve("kafka"), logs().resolve("broker.log"), FreePort.from(29092));
        broker.start();
        this.postgres = EmbeddedPostgres.start(state.resolve("postgres"), postgresPort);
        this.s3 = EmbeddedS3.start(state.resolve("s3"), 0, "chaos", "chaos-secret");
        this.store = new FaultyStore(s3.endpoint().getPort());
    }

    /**
     * Starts everything from nothing and returns once all is ready.
     *
     * @param build the root of a built project
     */
    static Rig start(Path state, Path build) throws InterruptedException {
        var rig = new Rig(state);
        try {
            for (String name :
                    List.of("ingest-1", "ingest-2", "moderation", "caption", "transform")) {
                rig.services.add(
                        new ServiceProcess(
                                name,
                                FreePort.any(),
                                rig.logs(),
                                rig.startOf(name, build),
                                rig.http));
            }
            rig.awaitReady();
            return rig;
        } catch (RuntimeException | InterruptedException e) {
            rig.close();
            throw e;
        }
    }

    /** How an instance is started from a build. */
    ServiceProcess.Start startOf(String name, Path build) {
        var service = BuiltService.of(build, MODULES.getOrDefault(name, name));
        if (!Files.isReadable(service.jar())) {
            throw new IllegalStateException(
                    service.jar() + " is missing; ./darkroom build makes it");
        }
        return new ServiceProcess.Start(service, environment());
    }

    private Map<String, String> environment() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
        settings.put("darkroom.s3.endpoint", "http://localhost:" + store.port());
        settings.put("darkroom.s3.access-key", s3.accessKey());
        settings.put("darkroom.s3.secret-key", s3.secretKey());
        settings.putAll(ServiceSettings.database(postgres));
        settings.put("darkroom.access.rate-limit.per-second", "");
        settings.put("darkroom.stages-deadline", STAGES_DEADLINE);
        settings.put("darkroom.review.undo-grace", "1s");
        settings.putAll(ServiceSettings.accessKey("chaos", ServiceSettings.hash(apiKey)));
        return BuiltService.environment(settings);
    }

    List<ServiceProcess> services() {
        return List.copyOf(services);
    }

    /** The instances of ingest-service, as a load balancer knows them. */
    List<ServiceProcess> ingests() {
        return services.stream().filter(service -> service.name().startsWith("ingest")).toList();
    }

    ServiceProcess service(String name) {
        return services.stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No service " + name));
    }

    void awaitReady() throws InterruptedException {
        for (ServiceProcess service : services()) {
            service.awaitReady();
        }
    }

    FaultyStore store() {
        return store;
    }

    Broker broker() {
        return broker;
    }

    void stopDatabase() {
        postgres.close();
    }

    void startDatabase() {
        postgres = EmbeddedPostgres.start(state.resolve("postgres"), postgresPort);
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                postgres.jdbcUrl(), postgres.user(), postgres.password());
    }

    EmbeddedS3 s3() {
        return s3;
    }

    HttpClient http() {
        return http;
    }

    String apiKey() {
        return apiKey;
    }

    private Path logs() {
        try {
            return Files.createDirectories(state.resolve("logs"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        services.parallelStream().forEach(ServiceProcess::close);
        store.close();
        s3.close();
        postgres.close();
        broker.close();
        http.close();
    }
}
