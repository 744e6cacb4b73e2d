package io.darkroom.benchmarks.captions;

import io.darkroom.benchmarks.harness.IngestClient;
import io.darkroom.benchmarks.harness.Run;
import io.darkroom.benchmarks.harness.SamplePicture;
import io.darkroom.benchmarks.harness.UnavailableException;
import io.darkroom.local.embedded.EmbeddedPostgres;
import io.darkroom.local.embedded.ServiceSettings;
import io.darkroom.local.launch.BuiltService;
import io.darkroom.local.launch.RunningService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** An ingest-service with a database of its own, for pictures that it is to answer for. */
final class CaptionIngest implements AutoCloseable {
    private static final String API_KEY = "dr_bench";
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final EmbeddedPostgres postgres;
    private final RunningService service;
    private final IngestClient client;

    private CaptionIngest(EmbeddedPostgres postgres, RunningService service) {
        this.postgres = postgres;
        this.service = service;
        this.client = new IngestClient(service.url(), API_KEY);
    }

    /**
     * Starts it, and waits until it is ready.
     *
     * @param folder for the database
     * @param logs folder for what it says
     * @param servers where broker and store are
     * @throws UnavailableException if the service is not built
     */
    static CaptionIngest start(Path folder, Path logs, Map<String, String> servers)
            throws InterruptedException {
        var built = BuiltService.of(Run.root(), "ingest-service");
        if (!Files.isReadable(built.jar())) {
            throw new UnavailableException(built.jar() + " is missing; ./darkroom build makes it");
        }
        var postgres = EmbeddedPostgres.start(folder, 0);
        var settings = new HashMap<>(servers);
        settings.putAll(ServiceSettings.database(postgres));
        settings.putAll(ServiceSettings.accessKey("bench", ServiceSettings.hash(API_KEY)));
        var service =
                RunningService.start(
                        built,
                        built.isArchived(),
                        List.of(),
                        BuiltService.environment(settings),
                        logs.resolve("ingest.log"));
        var ingest = new CaptionIngest(postgres, service);
        try {
            service.await("/q/health/ready", READY_WITHIN, LOOK_AGAIN);
            return ingest;
        } catch (RuntimeException | InterruptedException e) {
            ingest.close();
            throw e;
        }
    }

    /** Uploads so many pictures that are to be captioned, and says by what the model knows them. */
    Set<UUID> upload(byte[] jpeg, int count) {
        var marks = new HashSet<UUID>();
        for (int i = 0; i < count; i++) {
            UUID mark = UUID.randomUUID();
            byte[] own = SmallPicture.marked(jpeg, mark.toString());
            client.upload(
                    new SamplePicture("drawn", 1, own),
                    "{\"stages\": [\"caption\"], \"metadata\": {\"asset\": \"%s\"}}"
                            .formatted(StandInModel.mark(mark)));
            marks.add(mark);
        }
        return marks;
    }

    /** How many of them the broker dropped, and were sent again before they were overdue. */
    int dropped() throws InterruptedException {
        return Metrics.sum(service, "darkroom_stage_dropped_total{stage=\"caption\"");
    }

    @Override
    public void close() {
        client.close();
        service.close();
        postgres.close();
    }
}
