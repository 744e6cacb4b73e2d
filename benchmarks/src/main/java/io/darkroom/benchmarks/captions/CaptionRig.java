package io.darkroom.benchmarks.captions;

import io.darkroom.benchmarks.harness.TopicTail;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.Topics;
import io.darkroom.local.embedded.Directories;
import io.darkroom.local.embedded.EmbeddedKafka;
import io.darkroom.local.embedded.EmbeddedS3;
import io.darkroom.local.embedded.TopicSetup;
import io.darkroom.local.launch.BuiltService;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * A broker, a store and a stand-in for a model of the benchmark's own, and what goes through them.
 */
final class CaptionRig implements AutoCloseable {
    private final Path folder;
    private final EmbeddedKafka kafka;
    private final EmbeddedS3 s3;
    private final Consumer<String, byte[]> reports;
    private final Set<String> reported = new HashSet<>();
    final Duration latency;
    final StandInModel model;
    final CaptionPictures pictures;
    final CaptionInstances instances;

    /**
     * @param logs folder for what the instances say, which stays
     * @param latency of the model
     * @param inFlight questions out at once, of each instance
     */
    CaptionRig(Path logs, Duration latency, int inFlight) {
        folder = Directories.temporary("darkroom-captions");
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        TopicSetup.apply(kafka.bootstrapServers());
        s3 = EmbeddedS3.start(folder.resolve("s3"), 0, "bench-access", "bench-secret-key");
        this.latency = latency;
        model = new StandInModel(latency);
        instances = new CaptionInstances(logs, BuiltService.environment(settings(inFlight)));
        pictures = CaptionPictures.into(s3, kafka.bootstrapServers());
        reports = TopicTail.consumer(kafka.bootstrapServers(), Topics.STAGE_FINISHED);
    }

    /** An ingest-service for it; the caller's to close. */
    CaptionIngest startIngest() throws InterruptedException {
        return CaptionIngest.start(folder.resolve("postgres"), instances.logs(), servers());
    }

    /**
     * The outcomes of so many pictures by their kind, or of those that came within the time. A
     * report may come twice, as everything that is acknowledged may, and counts once.
     */
    Map<String, Integer> await(int count, Duration within) {
        var kinds = new HashMap<String, Integer>();
        long end = System.nanoTime() + within.toNanos();
        for (int seen = 0; seen < count && System.nanoTime() < end; ) {
            for (var message : reports.poll(Duration.ofMillis(100))) {
                if (reported.add(message.key())) {
                    String json = new String(message.value(), StandardCharsets.UTF_8);
                    kinds.merge(kind(json), 1, Integer::sum);
                    seen++;
                }
            }
        }
        return kinds;
    }

    long deadLetters() {
        var partition = new TopicPartition(Topics.deadLetters(Stage.CAPTION), 0);
        return reports.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }

    @Override
    public void close() {
        instances.close();
        pictures.close();
        reports.close();
        model.close();
        s3.close();
        kafka.close();
        Directories.delete(folder);
    }

    private Map<String, String> settings(int inFlight) {
        var settings = new HashMap<>(servers());
        settings.put("darkroom.stages", "caption");
        settings.put("darkroom.model.provider", "openai");
        settings.put("darkroom.model.name", "stand-in");
        settings.put("darkroom.model.base-url", model.address());
        // Longer than it ever keeps a question.
        settings.put("darkroom.model.timeout", "3m");
        settings.put("darkroom.model.in-flight", Integer.toString(inFlight));
        return settings;
    }

    private Map<String, String> servers() {
        return Map.of(
                "kafka.bootstrap.servers", kafka.bootstrapServers(),
                "darkroom.s3.endpoint", s3.endpoint().toString(),
                "darkroom.s3.access-key", s3.accessKey(),
                "darkroom.s3.secret-key", s3.secretKey(),
                "quarkus.log.level", "WARN");
    }

    private static String kind(String json) {
        return json.contains("\"outcome\":\"SUCCEEDED\"") ? "succeeded" : "other";
    }
}
