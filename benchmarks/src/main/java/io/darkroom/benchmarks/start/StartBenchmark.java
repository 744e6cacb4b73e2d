package io.darkroom.benchmarks.start;

import io.darkroom.benchmarks.harness.Benchmark;
import io.darkroom.benchmarks.harness.Pictures;
import io.darkroom.benchmarks.harness.Run;
import io.darkroom.benchmarks.harness.UnavailableException;
import io.darkroom.benchmarks.pipeline.ResidentMemory;
import io.darkroom.benchmarks.report.Report;
import io.darkroom.benchmarks.report.Table;
import io.darkroom.local.embedded.Directories;
import io.darkroom.local.embedded.Servers;
import io.darkroom.local.embedded.ServiceSettings;
import io.darkroom.local.launch.BuiltService;
import io.darkroom.local.training.Training;
import io.darkroom.local.training.TrainingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Each service by itself, from its start until it says that it is ready, with Java's archive and
 * without; what it holds of the machine's memory at rest; {@code ./darkroom up}; and the first
 * pictures after that.
 */
public final class StartBenchmark implements Benchmark {
    /** After this long a service that nobody asks anything does nothing but poll. */
    private static final Duration REST = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String summary() {
        return "each service until it is ready, its memory at rest; ./darkroom up; the first"
                + " pictures";
    }

    @Override
    public Report run(Run run) throws InterruptedException {
        Path root = Run.root();
        Path folder = Directories.temporary("darkroom-start");
        try {
            var services = services(root, folder, run);
            var log = run.logs(name()).resolve("up.log");
            var pictures = new FirstPictures(Pictures.twelveMegapixels(run.photos()));
            var whole = new WholeStarts(root, folder.resolve("whole"), log, pictures);
            for (int round = 1; round <= run.size(3, 1); round++) {
                run.progress().step("start: ./darkroom up, round " + round);
                whole.measure();
            }
            return report(services, whole, pictures, run);
        } finally {
            Directories.delete(folder);
        }
    }

    private static List<List<String>> services(Path root, Path folder, Run run)
            throws InterruptedException {
        train(root, folder, run);
        try (var servers =
                Servers.start(folder, Servers.Ports.FREE, "bench-access", "bench-secret-key")) {
            var environment = BuiltService.environment(ServiceSettings.of(servers));
            var rows = new ArrayList<List<String>>();
            for (BuiltService service : BuiltService.all(root)) {
                rows.add(measure(service, environment, folder, run).row());
            }
            return rows;
        }
    }

    private static void train(Path root, Path folder, Run run) throws InterruptedException {
        for (BuiltService service : BuiltService.all(root)) {
            if (!Files.isReadable(service.jar())) {
                throw new UnavailableException(
                        service.jar() + " is missing; ./darkroom build makes it");
            }
        }
        var missing =
                BuiltService.all(root).stream().filter(service -> !service.isArchived()).toList();
        if (missing.isEmpty()) {
            return;
        }
        try (var training = Training.start(Map.of())) {
            for (BuiltService service : missing) {
                run.progress().step("start: making the archive of " + service.module());
                training.run(service, folder.resolve(service.module() + "-archive.log"));
            }
        } catch (TrainingException e) {
            throw new UnavailableException(String.valueOf(e.getMessage()));
        }
    }

    private static Starts measure(
            BuiltService service, Map<String, String> environment, Path folder, Run run)
            throws InterruptedException {
        var starts = new Starts(service.module());
        Path log = folder.resolve(service.module() + ".log");
        // The first round brings the schema up to date, and files into the machine's cache.
        for (int round = 0; round <= run.size(5, 1); round++) {
            run.progress().step("start: %s, round %d".formatted(service.module(), round));
            try (var started = StartedService.start(service, true, environment, log)) {
                if (round > 0) {
                    Thread.sleep(run.quick() ? Duration.ofSeconds(1) : REST);
                    starts.archived(started, ResidentMemory.of(started.pid()));
                }
            }
            try (var started = StartedService.start(service, false, environment, log)) {
                if (round > 0) {
                    starts.plain(started);
                }
            }
        }
        return starts;
    }

    private static Report report(
            List<List<String>> services, WholeStarts whole, FirstPictures pictures, Run run) {
        return new Report(
                "start: each service until it is ready, median of " + run.size(5, 1),
                List.of(
                        new Table(Starts.COLUMNS, services),
                        new Table(WholeStarts.COLUMNS, whole.rows()),
                        new Table(FirstPictures.COLUMNS, pictures.rows())),
                List.of(
                        "Ready: from the start of the process to the first 200 of /q/health/ready."
                                + " Broker, database and store run already; the schema is there."
                                + " Plain: the same jar and options without Java's archive.",
                        "At rest: VmRSS %d s after the start from the archive; what is not anonymous is"
                                        .formatted(REST.toSeconds())
                                + " pages of files, the archive's among them, which instances on"
                                + " one machine share and the system may take back.",
                        "./darkroom up: from the command until all four are ready, with Kafka,"
                                + " PostgreSQL and S3 of its own; median of %d."
                                        .formatted(run.size(3, 1)),
                        "Picture: about 12 megapixels each, from the start of the POST, on all of"
                                + " these starts, right after it was ready."));
    }
}
