package io.darkroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.Asset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The heaps that the supervisor gives (512 MB a stage service, 256 MB ingest) carry large pictures.
 * A service that runs out of memory dies and gets a new process id, which these tests would see.
 */
class MemoryIT {
    private final RunningDarkroom darkroom = RunningDarkroom.get();
    private final Backend backend = new Backend(darkroom);

    @Test
    void stagesServeFortyPicturesOfTwelveMegapixels() {
        var before = processes();
        byte[] picture = Pictures.jpeg(4000, 3000, 31);

        var ids =
                IntStream.range(0, 40)
                        .mapToObj(i ->
                                backend.upload(
                                        "large.jpg",
                                        Pictures.withComment(picture, "large " + i),
                                        null))
                        .toList();

        assertThat(backend.settled(ids, Duration.ofMinutes(8)))
                .extracting(Asset::state)
                .containsOnly(Asset.State.PUBLISHED);
        assertThat(processes()).as("no service died on the way").isEqualTo(before);
    }

    @Test
    void ingestTakesTwoHundredMegabytes(@TempDir Path folder) throws Exception {
        var before = processes();
        Path file = Pictures.largeTiff(folder.resolve("large.tiff"), 8600, 8000);
        assertThat(Files.size(file)).isGreaterThan(200_000_000);

        var answer =
                backend.ingest()
                        .multiPart("file", file.toFile(), "image/tiff")
                        .multiPart("request", "{\"stages\": [\"smart-crop\"]}", "application/json")
                        .post("/v1/assets");

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        UUID id = Backend.parse(answer.asByteArray()).id();
        assertThat(backend.settled(java.util.List.of(id), Duration.ofMinutes(3)))
                .extracting(Asset::state)
                .containsOnly(Asset.State.PUBLISHED);
        assertThat(processes()).isEqualTo(before);
    }

    private java.util.Map<String, Long> processes() {
        var pids = new java.util.TreeMap<String, Long>();
        darkroom.endpoints()
                .path("services")
                .properties()
                .forEach(s -> pids.put(s.getKey(), s.getValue().path("pid").asLong()));
        return pids;
    }
}
